import "server-only";
import { CLUSTER_STATUSES, HEALTHS, type NodeReading } from "@/lib/domain/cluster/cluster";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { SharedMachines } from "@/lib/domain/cluster/shared/shared-machines";
import { chargedRate } from "@/lib/domain/money/rate";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause, mapInTurns } from "../../pause";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import { createSameMachines } from "../../poller/same-machines";
import type { Family } from "../format/family";
import { createGauges, type Gauges } from "../format/gauges";
import { dollars, timestamp } from "../format/units";

const HELP = {
  cluster_info: "The clusters that the accounts have now.",
  cluster_status: "Where a cluster is in its life: 1 for the status that it has.",
  cluster_health: "Whether a cluster can be used: 1 for the health that it has.",
  cluster_nodes: "The nodes of a cluster by health, without those that another account's cluster counts.",
  cluster_gpus: "The GPUs of a cluster, without those that another account's cluster counts.",
  cluster_rate_dollars_per_hour:
    "What a cluster costs now, where that is known in US dollars, by where the price comes from.",
  cluster_unpriced: "Whether a cluster's price is not known in US dollars, unless nothing is billed.",
  cluster_fresh: "Whether a cluster's last reading is as recent as it should be: what else is said of it is no newer.",
  cluster_status_since_timestamp_seconds: "Since when a cluster has had its status, where that is known.",
  cluster_observed_timestamp_seconds: "When a cluster was last read.",
};

type ClusterGauges = Gauges<keyof typeof HELP>;

/** A cluster of the fleet, and what of it another account counts. */
interface Listed {
  snapshot: AccountSnapshot;
  tracked: TrackedCluster;
  countedElsewhere: readonly SharedMachines[];
}

/** What is known of each cluster. A machine that several accounts show is counted by one of them, so that sums are right. */
export async function clusterFamilies(snapshots: readonly AccountSnapshot[], now: EpochMs): Promise<Family[]> {
  const gauges = createGauges(HELP);
  const sharedOf = createSameMachines(snapshots);
  const clusters = snapshots.flatMap((snapshot) =>
    [...snapshot.clusters.values()].map((tracked) => ({ snapshot, tracked })),
  );
  const pause = createPause({ precedence: "answer" });
  await mapInTurns(
    clusters,
    ({ snapshot, tracked }) => {
      const shared = sharedOf(snapshot.id, tracked.reading.providerClusterId);
      addCluster(gauges, { snapshot, tracked, countedElsewhere: shared.filter((one) => one.isCountedThere) }, now);
    },
    pause,
  );
  return gauges.families();
}

function addCluster(gauges: ClusterGauges, { snapshot, tracked, countedElsewhere }: Listed, now: EpochMs): void {
  const { reading, observedAt } = tracked;
  const { name, status, health, region, cloud, gpuModel, rate } = reading;
  const charged = chargedRate(rate);
  // It began at some time before our first reading.
  const statusSince = tracked.statusMayBeOlder ? null : tracked.statusSince;
  const cluster = clusterIdOf(snapshot.id, reading.providerClusterId);
  const labels = { cluster };
  const where = { account: snapshot.id, provider: snapshot.provider.id, name, region: region?.id ?? null, cloud };
  gauges.set("cluster_info", { ...labels, ...where, gpu_model: gpuModel }, 1);
  gauges.setState("cluster_status", labels, { label: "status", all: CLUSTER_STATUSES, now: status });
  gauges.setState("cluster_health", labels, { label: "health", all: HEALTHS, now: health });
  addNodes(gauges, cluster, ownNodes(reading.nodes, countedElsewhere));
  gauges.set("cluster_gpus", labels, ownGpus(reading.gpuCount, countedElsewhere));
  gauges.set("cluster_rate_dollars_per_hour", { cluster, source: rate.source }, dollars(charged));
  gauges.set("cluster_unpriced", labels, charged === null ? 1 : 0);
  const isFresh = freshnessOf(observedAt, now, snapshot.pollIntervalMs) === "fresh";
  gauges.set("cluster_fresh", labels, isFresh ? 1 : 0);
  gauges.set("cluster_status_since_timestamp_seconds", labels, timestamp(statusSince));
  gauges.set("cluster_observed_timestamp_seconds", labels, timestamp(observedAt));
}

function addNodes(gauges: ClusterGauges, cluster: string, nodes: readonly NodeReading[] | null): void {
  if (nodes === null) return;
  for (const health of HEALTHS) {
    const count = nodes.filter((node) => node.health === health).length;
    gauges.set("cluster_nodes", { cluster, health }, count);
  }
}

/** Those that the cluster still has. */
function ownNodes(nodes: readonly NodeReading[] | null, countedElsewhere: readonly SharedMachines[]) {
  if (nodes === null) return null;
  const others = new Set(countedElsewhere.flatMap(({ nodeIds }) => nodeIds));
  return nodes.filter(({ id, status }) => status !== "terminated" && !others.has(id));
}

function ownGpus(gpuCount: number | null, countedElsewhere: readonly SharedMachines[]): number | null {
  if (gpuCount === null) return null;
  return Math.max(0, gpuCount - countedElsewhere.reduce((sum, { gpus }) => sum + gpus, 0));
}
