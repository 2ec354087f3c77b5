import { MINUTE_MS } from "@/lib/domain/time/epoch";

/** "every minute", "in 5 s". */
export function formatDelay(delayMs: number): string {
  return delayMs === MINUTE_MS ? "every minute" : `in ${Math.ceil(delayMs / 1_000)} s`;
}
