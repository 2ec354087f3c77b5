import "server-only";
import type { Account, Cluster, Totals } from "@/lib/contract/fleet";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { needsAttention } from "@/lib/domain/cluster/mark";
import { isShownElsewhere } from "@/lib/domain/cluster/shared/shown-elsewhere";
import { sumRates } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";

export function totalsView(clusters: readonly Cluster[], accounts: readonly Account[], now: EpochMs): Totals {
  const intervalOf = new Map(accounts.map(({ id, pollIntervalMs }) => [id, pollIntervalMs]));
  const isReporting = ({ observedAt, accountId }: Cluster) =>
    freshnessOf(Date.parse(observedAt), now, intervalOf.get(accountId) ?? 0) !== "stale";
  const beside = clusters.filter((cluster) => !isShownElsewhere(cluster));
  return {
    clusters: beside.length,
    reporting: beside.filter(isReporting).length,
    needAttention: clusters.filter(({ status, health, rate }) => needsAttention({ status, health, ...rate })).length,
    nodes: clusters.reduce((sum, { nodes }) => sum + nodes.total, 0) - countedElsewhere(clusters, "nodes"),
    gpus: clusters.reduce((sum, { gpuCount }) => sum + (gpuCount ?? 0), 0) - countedElsewhere(clusters, "gpus"),
    usdMicrosPerHour: sumRates(clusters.map(({ rate }) => rate.usdMicrosPerHour)),
    unpricedClusters: clusters.filter(({ rate }) => rate.usdMicrosPerHour === null && rate.billing !== "none").length,
  };
}

function countedElsewhere(clusters: readonly Cluster[], what: "nodes" | "gpus"): number {
  const shared = clusters.flatMap(({ sharedWith = [] }) => sharedWith.filter(({ isCountedThere }) => isCountedThere));
  return shared.reduce((sum, one) => sum + one[what], 0);
}
