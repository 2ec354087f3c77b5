import type { AccountSnapshot, TrackedCluster } from "@/lib/server/poller/account-snapshot";
import { POLL_INTERVAL_MS } from "@/lib/testing/example-polls";

/** An account of which these clusters have just been read. */
export function shadeSnapshot(clusters: readonly TrackedCluster[], at: number): AccountSnapshot {
  return {
    ...{ id: "shade", provider: { id: "shadeform", label: "Shadeform" }, label: "Shadeform", canCreate: false },
    ...{ state: "ok", paused: null, pollIntervalMs: POLL_INTERVAL_MS, problem: null, warnings: [], billing: null },
    ...{ lastSuccessAt: at, lastAttemptAt: at, nextAttemptAt: at + POLL_INTERVAL_MS },
    clusters: new Map(clusters.map((cluster) => [cluster.reading.providerClusterId, cluster])),
    gone: new Map(),
  };
}
