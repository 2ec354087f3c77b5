import "server-only";
import type { Fleet } from "@/lib/contract/fleet";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import type { Marked } from "@/lib/domain/cluster/mark";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** The current facts that decide each cluster's mark. */
export function markedClusters({ accounts, clusters }: Pick<Fleet, "accounts" | "clusters">, now: EpochMs): Marked[] {
  const intervalOf = new Map(accounts.map(({ id, pollIntervalMs }) => [id, pollIntervalMs]));
  return clusters.map(({ status, health, rate, observedAt, accountId }) => ({
    status,
    health,
    billing: rate.billing,
    usdMicrosPerHour: rate.usdMicrosPerHour,
    freshness: freshnessOf(Date.parse(observedAt), now, intervalOf.get(accountId) ?? 0),
  }));
}
