import "server-only";
import { formatCounted, nounFor } from "@/lib/domain/text/format";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { REFUSAL_CACHE_MS } from "../../providers/permission";
import type { TrackedCluster } from "../account-snapshot";

/**
 * A refused key is tried again only once a minute, and then with another cluster: a key may see some clusters and not
 * others.
 */
const PAUSE_MS = MINUTE_MS;

/** The clusters whose details an account's key may not read, so that it is not refused again at every poll. */
export interface DetailRefusals {
  add(providerClusterId: string): void;
  mayAsk(providerClusterId: string): boolean;
  has(providerClusterId: string): boolean;
  /** One sentence for all refused clusters among these. Forgets all others, and refusals older than an hour. */
  warnings(clusters: Iterable<TrackedCluster>): string[];
}

export function createDetailRefusals(now: () => EpochMs): DetailRefusals {
  const refusedAt = new Map<string, EpochMs>();
  let pausedUntil: EpochMs = Number.NEGATIVE_INFINITY;

  return {
    add: (id) => {
      refusedAt.set(id, now());
      pausedUntil = now() + PAUSE_MS;
    },
    mayAsk: (id) => now() >= pausedUntil && !refusedAt.has(id),
    has: (id) => refusedAt.has(id),
    warnings: (clusters) => {
      const listed = new Map([...clusters].map(({ reading }) => [reading.providerClusterId, reading.name]));
      for (const [id, at] of refusedAt) if (!listed.has(id) || now() - at >= REFUSAL_CACHE_MS) refusedAt.delete(id);
      if (refusedAt.size === 0) return [];
      const [first = ""] = refusedAt.keys();
      const which = refusedAt.size === 1 ? listed.get(first) : formatCounted(refusedAt.size, "cluster");
      return [
        `This key may not read the details of ${which}, so anything that the list does not say about ${nounFor(refusedAt.size, "it", "them")} is unknown`,
      ];
    },
  };
}
