import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { parseTimestamp } from "@/lib/domain/time/timestamp";

/** Since the latest of these updates nothing has changed: a status that follows from them began by then. Nothing if one is unknown. */
export function lastChange(updates: readonly (string | null | undefined)[]): Pick<ClusterReading, "statusBeganBy"> {
  const times = updates.flatMap((updatedAt) => parseTimestamp(updatedAt) ?? []);
  return times.length > 0 && times.length === updates.length ? { statusBeganBy: Math.max(...times) } : {};
}
