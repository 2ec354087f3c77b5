import { balanceEnd } from "../../cluster/account-billing";
import type { AccountState } from "../../cluster/cluster";
import { chargedRate } from "../../money/rate";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../time/epoch";
import type { ConditionOf } from "../condition";
import type { RuleSettings } from "../rule";
import type { WatchedAccount } from "./situation";
import { accountSubject } from "./subjects";

/** Failures that asking again does not mend. */
const FINAL_CODES: ReadonlySet<string> = new Set(["auth", "forbidden"]);
/** An account that is seldom read has failed for long enough after this, whatever the number of polls. */
const FAILING_FOR_MS = 5 * MINUTE_MS;
const CRITICAL_HOURS = 6;

export function accountFailing(
  { id, state, problem, lastAttemptAt, clusters }: WatchedAccount,
  { severity, threshold }: RuleSettings,
  now: EpochMs,
): ConditionOf<"account-failing"> | null {
  if (state !== "failing" || problem === null || lastAttemptAt === null || lastAttemptAt > now) return null;
  const isCertain = FINAL_CODES.has(problem.code) || now - problem.since >= FAILING_FOR_MS;
  return {
    rule: "account-failing",
    ...{ subject: accountSubject(id), severity, evidenceAt: lastAttemptAt },
    readings: isCertain ? 1 : (threshold ?? 1),
    facts: { code: problem.code, detail: problem.detail, clusters: clusters.length },
  };
}

/** Why nothing has been read lately, other than that this server did not get round to it. */
const HAS_ANOTHER_REASON: ReadonlySet<AccountState> = new Set(["failing", "starting", "paused"]);

/** The account does not fail, and yet nothing has been read: this server did not get round to it. */
export function readingsStale(
  { id, state, lastSuccessAt, pollIntervalMs, clusters }: WatchedAccount,
  { severity, threshold }: RuleSettings,
  now: EpochMs,
): ConditionOf<"readings-stale"> | null {
  if (HAS_ANOTHER_REASON.has(state) || lastSuccessAt === null) return null;
  if (now - lastSuccessAt <= (threshold ?? 1) * pollIntervalMs) return null;
  return {
    rule: "readings-stale",
    ...{ subject: accountSubject(id), severity, evidenceAt: now, readings: 1 },
    facts: { lastSuccessAt, clusters: clusters.length },
  };
}

export function balanceLow(
  { id, billing, clusters }: WatchedAccount,
  { severity, threshold }: RuleSettings,
  now: EpochMs,
): ConditionOf<"balance-low"> | null {
  const balance = billing?.balanceUsdMicros ?? null;
  if (billing === null || balance === null) return null;
  const rates = clusters.map(({ reading }) => chargedRate(reading.rate));
  const endsAt = balanceEnd(balance, rates, billing.readAt);
  if (endsAt === null || endsAt - now >= (threshold ?? 0) * HOUR_MS) return null;
  return {
    rule: "balance-low",
    subject: accountSubject(id),
    severity: endsAt - now < CRITICAL_HOURS * HOUR_MS ? "critical" : severity,
    ...{ evidenceAt: billing.readAt, readings: 1, facts: { balance, endsAt } },
  };
}
