import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { ProviderError } from "../../providers/errors";
import type { ProviderClient } from "../../providers/spec";
import type { TrackedCluster } from "../account-snapshot";
import { trackDetails } from "../track-clusters";
import type { DetailRefusals } from "./detail-refusals";

/** As many at once as the account's HTTP client allows. */
const PARALLEL_READS = 4;

interface Input {
  readDetails: NonNullable<ProviderClient["readDetails"]>;
  /** Whether the request budget allows one more read, which may take several requests. */
  hasRoom: () => boolean;
  /** Most urgent first. */
  queue: readonly TrackedCluster[];
  /** What the list says of each, by the provider's id. */
  summaries: ReadonlyMap<string, ClusterReading>;
  refusals: DetailRefusals;
  now: () => EpochMs;
  /** No read starts after this: the next poll of the list must not wait for details. */
  until: EpochMs;
  signal: AbortSignal;
}

export interface DetailsResult {
  clusters: TrackedCluster[];
  warnings: string[];
  /** A rate limit, which concerns the whole account and ended the reading. */
  failure: ProviderError | null;
}

/**
 * Reads details a few at a time. A cluster whose details fail keeps what was known about it, and is named in a warning.
 */
export async function readDetails({
  readDetails: read,
  hasRoom,
  queue,
  summaries,
  refusals,
  now,
  until,
  signal,
}: Input): Promise<DetailsResult> {
  const result: DetailsResult = { clusters: [], warnings: [], failure: null };
  const waiting = [...queue];

  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (result.failure !== null || now() > until || !hasRoom()) return;
      const { providerClusterId: id, name } = next.reading;
      // Another read of this poll may just have been refused.
      if (!refusals.mayAsk(id)) continue;
      try {
        const details = await read(next.reading, signal);
        if (details !== null)
          result.clusters.push(trackDetails(next, details, now(), summaries.get(id) ?? next.reading));
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        if (error.kind === "rate-limited") result.failure = error;
        else if (error.kind === "forbidden" || error.kind === "auth") refusals.add(id);
        else if (error.kind !== "not-found") result.warnings.push(`${name}: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, work));
  return result;
}
