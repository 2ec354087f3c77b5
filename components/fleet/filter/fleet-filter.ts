import type { Reading } from "@/components/status/live-cluster";
import type { Mark } from "@/lib/domain/cluster/mark";
import type { NamedAccount } from "@/lib/queries/stable-fleet";

/** What a reader wants to see. An empty list means everything. */
export interface FleetFilter {
  q: string;
  status: Mark[];
  provider: string[];
  account: string[];
  gpu: string[];
  region: string[];
  tag: string[];
}

export type Facet = Exclude<keyof FleetFilter, "q">;

export const NO_FILTER: FleetFilter = { q: "", status: [], provider: [], account: [], gpu: [], region: [], tag: [] };

/** A cluster's values for each facet: none if unknown. */
const VALUES: Record<Facet, (reading: Reading) => readonly string[]> = {
  status: ({ mark }) => [mark],
  provider: ({ cluster }) => [cluster.provider],
  account: ({ cluster }) => [cluster.accountId],
  gpu: ({ cluster: { gpuModel } }) => (gpuModel === null ? [] : [gpuModel]),
  region: ({ cluster: { region } }) => (region === null ? [] : [region.id]),
  tag: ({ cluster }) => cluster.tags,
};

export const FACETS: readonly Facet[] = ["status", "provider", "account", "gpu", "region", "tag"];

export function isFiltered(filter: FleetFilter): boolean {
  return filter.q.trim() !== "" || FACETS.some((facet) => filter[facet].length > 0);
}

/** The readings that pass every facet and contain every word of the search. */
export function filterReadings(
  readings: readonly Reading[],
  filter: FleetFilter,
  accounts: ReadonlyMap<string, NamedAccount>,
): Reading[] {
  const wanted = FACETS.filter((facet) => filter[facet].length > 0).map((facet) => ({
    read: VALUES[facet],
    values: new Set<string>(filter[facet]),
  }));
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  return readings.filter((reading) => {
    if (!wanted.every(({ read, values }) => read(reading).some((value) => values.has(value)))) return false;
    if (words.length === 0) return true;
    const text = searchText(reading, accounts.get(reading.cluster.accountId));
    return words.every((word) => text.includes(word));
  });
}

/** Every value of a facet that occurs in the fleet, with its number of clusters. */
export function countValues(readings: readonly Reading[], facet: Facet): Map<string, number> {
  const counts = new Map<string, number>();
  for (const reading of readings) {
    for (const value of VALUES[facet](reading)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Whether at least this many values of a facet occur in the fleet. */
export function hasValues(readings: readonly Reading[], facet: Facet, atLeast: number): boolean {
  const values = new Set<string>();
  return readings.some((reading) => {
    for (const value of VALUES[facet](reading)) values.add(value);
    return values.size >= atLeast;
  });
}

function searchText({ cluster }: Reading, account: NamedAccount | undefined): string {
  const { name, providerClusterId, providerStatus, status, cloud, region, gpuModel, tags } = cluster;
  return [
    name,
    providerClusterId,
    status,
    providerStatus,
    cloud,
    region?.id,
    region?.label,
    gpuModel,
    ...tags,
    account?.label,
    account?.providerLabel,
  ]
    .join("\n")
    .toLowerCase();
}
