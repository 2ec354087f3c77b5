import { setTimeout as sleep } from "node:timers/promises";
import { type ClusterDetail, clusterDetailSchema } from "@/lib/contract/cluster";
import { readFleet } from "./fleet-app";

const MEASURED_WITHIN_MS = 30_000;

/** A cluster whose page has metrics and logs, which is known once its details are read. */
export async function measuredCluster(fleetUrl: string): Promise<ClusterDetail> {
  const until = performance.now() + MEASURED_WITHIN_MS;
  while (performance.now() < until) {
    const { clusters } = await readFleet(fleetUrl);
    for (const { id } of onePerProvider(clusters)) {
      const answer = await (await fetch(`${fleetUrl}/${encodeURIComponent(id)}`)).json();
      const cluster = clusterDetailSchema.parse(answer);
      if (cluster.capabilities.metrics && cluster.capabilities.logs) return cluster;
    }
    await sleep(100);
  }
  throw new Error("No cluster in the fleet has metrics.");
}

/** Clusters of one provider have the same metrics. */
function onePerProvider<One extends { provider: string }>(clusters: readonly One[]): One[] {
  return [...new Map(clusters.map((cluster) => [cluster.provider, cluster])).values()];
}
