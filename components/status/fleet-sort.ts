import { MARKS, urgencyOf } from "@/lib/domain/cluster/mark";
import { cachedPerObject } from "@/lib/domain/text/cached-per-object";
import type { FleetAges } from "@/lib/queries/ages/fleet-ages";
import { markedOf, type Reading } from "./live-cluster";

export const FLEET_SORTS = ["worst", "name", "rate", "gpus", "nodes", "changed", "read"] as const;
/** Each in the direction a reader usually wants: worst first, A to Z, most expensive, largest, latest change, oldest reading. */
export type FleetSort = (typeof FLEET_SORTS)[number];

export const SORT_WORDS: Record<FleetSort, string> = {
  worst: "Worst first",
  name: "Name",
  rate: "Highest rate",
  gpus: "Most GPUs",
  nodes: "Most nodes",
  changed: "Latest change",
  read: "Oldest reading",
};

/** Beyond this, how often a cluster failed makes no difference. */
const MAX_COUNTED_FAILURES = 99;

/**
 * Re-sorts readings that are already sorted by name; ties keep that order. Unknown values come last in either
 * direction.
 */
export function sortReadings(
  readings: readonly Reading[],
  sort: FleetSort,
  isReversed: boolean,
  ages: Pick<FleetAges, "observedAt">,
): Reading[] {
  const direction = isReversed ? -1 : 1;
  const keyed = readings.map((reading, index) => ({
    reading,
    key: sort === "name" ? index : keyOf(reading, sort, ages),
  }));
  keyed.sort((left, right) => {
    if (left.key === null || right.key === null) return Number(left.key === null) - Number(right.key === null);
    return direction * (left.key - right.key);
  });
  return keyed.map(({ reading }) => reading);
}

/** Smaller keys come first. */
function keyOf(reading: Reading, sort: Exclude<FleetSort, "name">, ages: Pick<FleetAges, "observedAt">): number | null {
  const { cluster } = reading;
  switch (sort) {
    case "worst":
      // Among old readings, those that were worst when last read.
      return urgencyKey(reading);
    case "rate":
      return cluster.rate.usdMicrosPerHour === null ? null : -cluster.rate.usdMicrosPerHour;
    case "gpus":
      return cluster.gpuCount === null ? null : -cluster.gpuCount;
    case "nodes":
      return -cluster.nodes.total;
    case "changed":
      return -Date.parse(cluster.statusSince);
    case "read":
      return ages.observedAt(cluster.id);
  }
}

/** Among equally urgent clusters, those that failed most often come first: they are likeliest to fail again. */
const urgencyKey = cachedPerObject(({ cluster, freshness, mark }: Reading): number => {
  // Among old readings, those that were worst when last read.
  const urgency = urgencyOf(markedOf(cluster, freshness), mark) * MARKS.length + urgencyOf(markedOf(cluster, "fresh"));
  return urgency - Math.min(MAX_COUNTED_FAILURES, cluster.recentFailures?.count ?? 0) / (2 * MAX_COUNTED_FAILURES + 2);
});
