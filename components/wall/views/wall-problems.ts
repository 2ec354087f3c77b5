import { accountMark } from "@/components/status/account-mark";
import { balanceEndOf, balanceWords, remainingWords } from "@/components/status/billing/billing-words";
import { markedOf, markedReading, type Reading } from "@/components/status/live-cluster";
import type { Account } from "@/lib/contract/fleet";
import { balanceMark, isBalanceLow } from "@/lib/domain/cluster/account-billing";
import { isOld } from "@/lib/domain/cluster/freshness";
import { isCostlyAtRest, type Mark, markOf, needsAttention } from "@/lib/domain/cluster/mark";
import { cachedPerObject } from "@/lib/domain/text/cached-per-object";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** An account that somebody should look at, and why. */
export interface AccountProblem {
  account: Account;
  mark: Mark;
  /** In two or three words: "Cannot be read". */
  words: string;
  /** In a sentence; `null` if it is not shown. */
  detail: string | null;
  /** `null` if unknown. */
  since: EpochMs | null;
}

/** Something that needs attention: an account or a cluster. */
export type Problem = AccountProblem | { reading: Reading };

/** Accounts first, since they explain clusters that do not report; then the clusters in their given order. */
export function problemsOf(readings: readonly Reading[], accounts: readonly Account[], now: EpochMs): Problem[] {
  return [
    ...accounts.flatMap((account) => accountProblem(account, now) ?? []),
    ...readings.filter(isProblem).map((reading) => ({ reading })),
  ];
}

/** The worst problem with an account. While it cannot be read, what was read before is too old to count. */
function accountProblem(account: Account, now: EpochMs): AccountProblem | null {
  const { state, problem, billing } = account;
  const endsAt = balanceEndOf(account);
  const lowMark = isBalanceLow(endsAt, now) ? balanceMark(endsAt, now) : null;
  const read = {
    account,
    mark: accountMark(state, "fresh"),
    detail: problem?.detail ?? null,
    since: problem === null ? null : Date.parse(problem.since),
  };
  if (state === "failing") return { ...read, words: "Cannot be read" };
  if (billing?.suspension != null) {
    return { account, mark: "down", words: "Suspended", detail: billing.suspension, since: null };
  }
  if (billing !== null && endsAt !== null && lowMark !== null) {
    const detail = `${balanceWords(billing)}, ${remainingWords(endsAt, now)} at the current burn rate.`;
    return { account, mark: lowMark, words: "Low balance", detail, since: null };
  }
  if (state === "limited") return { ...read, words: "Limited" };
  return state === "paused" ? { ...read, words: "Paused" } : null;
}

/** Broken, impaired or not reporting. A provider that reports no health is not a problem with the cluster. */
function isProblem(reading: Reading): boolean {
  return needsAttention(markedReading(reading)) || isOld(reading.freshness);
}

/** How many clusters report without saying whether they are well. */
export function countUnsure(readings: readonly Reading[]): number {
  return readings.filter(({ freshness, mark }) => mark === "unknown" && !isOld(freshness)).length;
}

/** The ids of the clusters that hold a screen, by their last reading, however old that is: down, or stopped at a price. */
export function holdingClusters(readings: readonly Reading[]): string[] {
  return readings.filter(holdsScreen).map(({ cluster: { id } }) => id);
}

const holdsScreen = cachedPerObject(({ cluster }: Reading) => {
  const marked = markedOf(cluster, "fresh");
  return markOf(marked) === "down" || isCostlyAtRest(marked);
});

/** A key that stays the same for a problem from poll to poll. */
export function problemKey(problem: Problem): string {
  return "reading" in problem ? problem.reading.cluster.id : `account ${problem.account.id}`;
}
