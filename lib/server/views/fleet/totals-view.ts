import "server-only";
import type { Cluster, Connection, Totals } from "@/lib/contract/fleet";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { needsAttention } from "@/lib/domain/cluster/mark";
import { sumRates } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";

export function totalsView(clusters: readonly Cluster[], connections: readonly Connection[], now: EpochMs): Totals {
  const intervalOf = new Map(connections.map(({ id, pollIntervalMs }) => [id, pollIntervalMs]));
  const isReporting = ({ observedAt, connectionId }: Cluster) =>
    freshnessOf(Date.parse(observedAt), now, intervalOf.get(connectionId) ?? 0) !== "stale";
  return {
    clusters: clusters.length,
    reporting: clusters.filter(isReporting).length,
    needAttention: clusters.filter(needsAttention).length,
    nodes: clusters.reduce((sum, { nodes }) => sum + nodes.total, 0),
    gpus: clusters.reduce((sum, { gpuCount }) => sum + (gpuCount ?? 0), 0),
    usdMicrosPerHour: sumRates(clusters.map(({ rate }) => rate.usdMicrosPerHour)),
    unpricedClusters: clusters.filter(({ rate }) => rate.usdMicrosPerHour === null && rate.billing !== "none").length,
  };
}
