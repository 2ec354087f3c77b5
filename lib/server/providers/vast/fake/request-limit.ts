import "server-only";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";

/** What the specification names for these calls. */
const THRESHOLD_SECONDS = 1;

/** Refuses a request that comes too soon after the one before it to the same endpoint: in plain text, and without saying for how long. */
export function createRequestLimit(now: () => EpochMs) {
  const lastAt = new Map<string, EpochMs>();
  return (endpoint: string): Response | null => {
    const at = now();
    if (at - (lastAt.get(endpoint) ?? Number.NEGATIVE_INFINITY) < THRESHOLD_SECONDS * SECOND_MS) {
      const text = `API requests too frequent: endpoint threshold=${THRESHOLD_SECONDS.toFixed(1)}`;
      return new Response(text, { status: 429, headers: { "content-type": "text/plain; charset=utf-8" } });
    }
    lastAt.set(endpoint, at);
    return null;
  };
}
