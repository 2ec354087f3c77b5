import "server-only";
import type { TrackedCluster } from "../account-snapshot";
import { hasOutdatedDetails } from "./merge-details";

/**
 * The clusters whose details are worth reading, most urgent first: those never read or outdated by a new status, then
 * the oldest.
 */
export function detailQueue(clusters: Iterable<TrackedCluster>): { urgent: TrackedCluster[]; aged: TrackedCluster[] } {
  const candidates = [...clusters].filter(({ reading }) => reading.depth === "summary");
  const isUrgent = ({ reading, details }: TrackedCluster) =>
    details === null || hasOutdatedDetails(reading, details.reading);
  const aged = candidates.filter((cluster) => !isUrgent(cluster));
  aged.sort((a, b) => (a.details?.readAt ?? 0) - (b.details?.readAt ?? 0));
  return { urgent: candidates.filter(isUrgent), aged };
}
