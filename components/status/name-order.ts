import type { Cluster } from "@/lib/contract/fleet";
import { compareNames } from "@/lib/domain/text/compare-names";

/** Sorts clusters by name. Comparing names is slow, so the order is kept for as long as the same clusters have the same names. */
export function createNameOrder(): (clusters: readonly Cluster[]) => Cluster[] {
  let latest: { clusters: readonly Cluster[]; places: readonly number[] } = { clusters: [], places: [] };
  return (clusters) => {
    const places = hasSameNames(clusters, latest.clusters) ? latest.places : placesByName(clusters);
    latest = { clusters, places };
    return places.flatMap((place) => clusters[place] ?? []);
  };
}

function placesByName(clusters: readonly Cluster[]): number[] {
  return clusters
    .map(({ id, name }, place) => ({ id, name, place }))
    .sort((left, right) => compareNames(left.name, right.name) || (left.id < right.id ? -1 : 1))
    .map(({ place }) => place);
}

function hasSameNames(clusters: readonly Cluster[], others: readonly Cluster[]): boolean {
  return (
    clusters.length === others.length &&
    clusters.every(({ id, name }, place) => id === others[place]?.id && name === others[place]?.name)
  );
}
