import "server-only";
import { createHash } from "node:crypto";
import type { Account, Cluster } from "@/lib/contract/fleet";
import type { AccountSeen, FleetSeen } from "@/lib/contract/fleet-seen";
import { isReadWithAccount } from "@/lib/domain/cluster/seen";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** Proxies refuse longer headers. */
const MAX_HEADER_LENGTH = 4_096;
const REVISION_LENGTH = 22;

/** What polls move although nothing changed, as a header; `null` if there are too many accounts for one. */
export function seenHeaderOf(accounts: readonly Account[]): string | null {
  const seen: FleetSeen = Object.fromEntries(accounts.map((account) => [account.id, seenOf(account)]));
  const text = JSON.stringify(seen);
  return text.length <= MAX_HEADER_LENGTH ? text : null;
}

/** What is left of an account's clusters once the header has said what polls move: the same for every poll that changes nothing. */
export function contentOfClusters<Shown extends Pick<Cluster, "accountId" | "observedAt">>(
  clusters: readonly Shown[],
  accounts: readonly Account[],
): Shown[] {
  const readAt = new Map(accounts.map(({ id, lastSuccessAt }) => [id, timeOf(lastSuccessAt)]));
  return clusters.map((cluster) => {
    const isWithAccount = isReadWithAccount(Date.parse(cluster.observedAt), readAt.get(cluster.accountId) ?? null);
    return isWithAccount ? { ...cluster, observedAt: "" } : cluster;
  });
}

/** The same for the account itself. */
export function contentOfAccount(account: Account): Account {
  const { billing } = account;
  const unseen = { lastSuccessAt: null, lastAttemptAt: null, nextAttemptAt: null };
  return { ...account, ...unseen, billing: billing && { ...billing, readAt: "" } };
}

/** Names content: equal for equal content, in whatever process and however often it was read. */
export function revisionOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, REVISION_LENGTH);
}

function seenOf({ lastSuccessAt, lastAttemptAt, nextAttemptAt, billing }: Account): AccountSeen {
  return [timeOf(lastSuccessAt), timeOf(lastAttemptAt), timeOf(nextAttemptAt), timeOf(billing?.readAt ?? null)];
}

function timeOf(text: string | null): EpochMs | null {
  return text === null ? null : Date.parse(text);
}
