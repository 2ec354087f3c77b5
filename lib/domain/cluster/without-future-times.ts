import type { EpochMs } from "../time/epoch";
import type { ClusterReading, NodeReading } from "./cluster";

/**
 * A reading without times at which something is said to have happened after it was read: the provider's clock or ours is wrong, and
 * how long ago it was is unknown.
 */
export function withoutFutureTimes(reading: ClusterReading, readAt: EpochMs): ClusterReading {
  const past = (at: EpochMs | null) => (at !== null && at > readAt ? null : at);
  const node = (one: NodeReading): NodeReading => ({
    ...one,
    createdAt: past(one.createdAt),
    readyAt: past(one.readyAt),
  });
  return {
    ...reading,
    createdAt: past(reading.createdAt),
    activeAt: past(reading.activeAt),
    terminatedAt: past(reading.terminatedAt),
    statusSince: past(reading.statusSince),
    nodes: reading.nodes?.map(node) ?? null,
    alerts: reading.alerts.map((alert) => ({ ...alert, since: past(alert.since) })),
  };
}
