import type { EpochMs } from "@/lib/domain/cluster";
import { MARKS, markOf, severityOf } from "@/lib/domain/mark";
import { markedOf, type Reading } from "./reading";

export const FLEET_SORTS = ["worst", "name", "rate", "gpus", "nodes", "changed", "read"] as const;
/** Each in the order a reader wants first: the worst, A to Z, the dearest, the largest, the newest change, the oldest reading. */
export type FleetSort = (typeof FLEET_SORTS)[number];

export const SORT_WORDS: Record<FleetSort, string> = {
  worst: "Worst first",
  name: "Name",
  rate: "Dearest first",
  gpus: "Most GPUs",
  nodes: "Most nodes",
  changed: "Latest change",
  read: "Oldest reading",
};

const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Unknown values come last, whichever way round the order is. */
export function sortReadings(
  readings: readonly Reading[],
  sort: FleetSort,
  isReversed: boolean,
  observedAt: ReadonlyMap<string, EpochMs>,
): Reading[] {
  const direction = isReversed ? -1 : 1;
  const keyed = readings.map((reading) => ({ reading, key: keyOf(reading, sort, observedAt) }));
  keyed.sort((left, right) => {
    if (left.key === null || right.key === null)
      return Number(left.key === null) - Number(right.key === null) || byName(left.reading, right.reading);
    const ordered =
      typeof left.key === "string" && typeof right.key === "string"
        ? names.compare(left.key, right.key)
        : Number(left.key) - Number(right.key);
    return direction * ordered || byName(left.reading, right.reading);
  });
  return keyed.map(({ reading }) => reading);
}

/** The smaller, the sooner. */
function keyOf(
  { cluster, mark }: Reading,
  sort: FleetSort,
  observedAt: ReadonlyMap<string, EpochMs>,
): number | string | null {
  switch (sort) {
    case "worst":
      // Among old readings, those that were worst when they were read.
      return severityOf(mark) * MARKS.length + severityOf(markOf(markedOf(cluster, "fresh")));
    case "name":
      return cluster.name;
    case "rate":
      return cluster.rate.usdMicrosPerHour === null ? null : -cluster.rate.usdMicrosPerHour;
    case "gpus":
      return cluster.gpuCount === null ? null : -cluster.gpuCount;
    case "nodes":
      return -cluster.nodes.total;
    case "changed":
      return -Date.parse(cluster.statusSince);
    case "read":
      return observedAt.get(cluster.id) ?? null;
  }
}

function byName(left: Reading, right: Reading): number {
  return names.compare(left.cluster.name, right.cluster.name) || (left.cluster.id < right.cluster.id ? -1 : 1);
}
