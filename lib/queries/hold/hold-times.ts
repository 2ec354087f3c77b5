import { freshnessBoundaries } from "@/lib/domain/cluster/freshness";
import { SECOND_MS } from "@/lib/domain/time/epoch";

/** How long the server may hold a page's question, so that ages on the page are never older than that. */
const MAX_HOLD_S = 10;
/** For a reading on its way from the provider and to the page. */
const ON_THE_WAY_MS = 2 * SECOND_MS;

/**
 * How many seconds a question may be held, so that the page hears of each account's next reading before it would call
 * the last one late.
 */
export function holdSeconds(pollIntervalsMs: readonly number[]): number {
  const spareMs = pollIntervalsMs
    .filter((intervalMs) => intervalMs > 0)
    .map((intervalMs) => freshnessBoundaries(0, intervalMs)[0] - intervalMs - ON_THE_WAY_MS);
  return Math.max(1, Math.min(MAX_HOLD_S, ...spareMs.map((ms) => Math.floor(ms / SECOND_MS))));
}
