import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import sample from "@/lib/server/providers/shadeform/fixtures/cluster-info.json";
import { memberIdsOf, toFleetReading } from "@/lib/server/providers/shadeform/fleet-reading";

/** When these are read. */
export const NOW = Date.UTC(2026, 0, 2, 2, 0, 24);
const [sampleInstance] = sample.instances;

/** The document's machine, which there is still downloading: most tests are not about that. */
export const instance = { ...sampleInstance, status_details: "" };
/** The document's cluster, of this machine. */
export const cluster = { ...sample, instances: [instance] };
/** Another machine for it. */
export const second = { ...instance, id: "second", name: "second" };

export function readLists(clusters: readonly unknown[], instances: readonly unknown[] = []) {
  const context = { now: NOW, withInfo: <Same>(same: Same) => same, noteOdd: () => {} };
  return toFleetReading(clusters, instances, memberIdsOf(clusters), context);
}

export async function readOne(
  clusters: readonly unknown[],
  instances: readonly unknown[] = [],
): Promise<ClusterReading> {
  const [reading] = (await readLists(clusters, instances)).clusters;
  if (!reading) throw new Error("expected a reading");
  return reading;
}

/** The cluster with changes to its machine, and to itself. */
export function withInstance(change: object, clusterChange: object = {}) {
  return { ...cluster, ...clusterChange, instances: [{ ...instance, ...change }] };
}
