import "server-only";
import { createHash } from "node:crypto";
import type { Account, Cluster, Totals } from "@/lib/contract/fleet";
import {
  type AccountSeen,
  type FleetSeen,
  MONTH_HEADER,
  MONTH_SEEN_FIELDS,
  type MonthSeen,
  SEEN_HEADER,
} from "@/lib/contract/fleet-seen";
import { isReadWithAccount } from "@/lib/domain/cluster/seen";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** Proxies refuse longer headers. */
const MAX_HEADER_LENGTH = 4_096;
const REVISION_LENGTH = 22;

/** What answers to every audience have in common. */
type ShownAccount = Pick<Account, "id" | "lastSuccessAt" | "lastAttemptAt" | "nextAttemptAt"> & {
  billing?: Account["billing"];
};
type ShownCluster = Pick<Cluster, "accountId" | "observedAt" | "recentRates">;
type ShownTotals = Pick<Totals, "month">;

/** What is shown of a fleet, or of a part of it. */
export interface Shown {
  generatedAt: string;
  accounts: readonly ShownAccount[];
  clusters: readonly ShownCluster[];
  totals?: ShownTotals;
}

/** An answer's content apart from what polls move although nothing changed. */
export interface Parted {
  /** The same for every poll that changes nothing. */
  content: object;
  /** What such a poll moves, as headers. None if there are too many accounts for one: then everything is content. */
  seenHeaders: Readonly<Record<string, string>>;
}

export function partSeen({ generatedAt: _, ...shown }: Shown): Parted {
  const seen = JSON.stringify(fleetSeenOf(shown.accounts));
  if (seen.length > MAX_HEADER_LENGTH) return { content: shown, seenHeaders: {} };
  const { accounts, clusters, totals } = shown;
  const month = totals?.month;
  return {
    content: {
      ...shown,
      accounts: accounts.map(contentOfAccount),
      clusters: contentOfClusters(clusters, accounts),
      totals: totals && { ...totals, month: month && contentOfMonth(month) },
    },
    seenHeaders: { [SEEN_HEADER]: seen, ...(month && { [MONTH_HEADER]: JSON.stringify(monthSeenOf(month)) }) },
  };
}

/** Names content: equal for equal content, in whatever process and however often it was read. */
export function revisionOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, REVISION_LENGTH);
}

function fleetSeenOf(accounts: readonly ShownAccount[]): FleetSeen {
  return Object.fromEntries(accounts.map((account) => [account.id, seenOf(account)]));
}

function seenOf({ lastSuccessAt, lastAttemptAt, nextAttemptAt, billing }: ShownAccount): AccountSeen {
  return [timeOf(lastSuccessAt), timeOf(lastAttemptAt), timeOf(nextAttemptAt), timeOf(billing?.readAt ?? null)];
}

function monthSeenOf({ usdMicros, errorUsdMicros, unpricedClusterHours, observedShare, asOf }: MonthSeen): MonthSeen {
  return { usdMicros, errorUsdMicros, unpricedClusterHours, observedShare, asOf };
}

function contentOfAccount(account: ShownAccount): ShownAccount {
  const { billing } = account;
  const unseen = { lastSuccessAt: null, lastAttemptAt: null, nextAttemptAt: null };
  return { ...account, ...unseen, ...(billing && { billing: { ...billing, readAt: "" } }) };
}

function contentOfClusters(clusters: readonly ShownCluster[], accounts: readonly ShownAccount[]): ShownCluster[] {
  const readAt = new Map(accounts.map(({ id, lastSuccessAt }) => [id, timeOf(lastSuccessAt)]));
  return clusters.map(({ recentRates, ...cluster }) => ({
    ...cluster,
    ...(isReadWithAccount(Date.parse(cluster.observedAt), readAt.get(cluster.accountId) ?? null) && { observedAt: "" }),
    // The first rate may begin with the past day itself, which moves on.
    ...(recentRates && { recentRates: recentRates.map(([at, rate], index) => [index === 0 ? "" : at, rate]) }),
  }));
}

function contentOfMonth(month: NonNullable<Totals["month"]>): object {
  return Object.fromEntries(Object.entries(month).filter(([field]) => !isMonthSeen(field)));
}

function isMonthSeen(field: string): boolean {
  return MONTH_SEEN_FIELDS.some((seen) => seen === field);
}

function timeOf(text: string | null): EpochMs | null {
  return text === null ? null : Date.parse(text);
}
