import "server-only";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";

/** The free plan. */
export const FREE_HOURLY_READS = 100;

export interface ReadLimit {
  /** Counts one read; `null` while the hour allows it, else the seconds until it does. */
  spend(hourlyReads: number): number | null;
  headers(hourlyReads: number): Record<string, string>;
}

/** Reads in each whole hour since the start. */
export function createReadLimit(now: () => EpochMs, startedAt: EpochMs): ReadLimit {
  let hour = 0;
  let used = 0;
  const resetAt = () => startedAt + (hour + 1) * HOUR_MS;
  return {
    spend: (hourlyReads) => {
      const current = Math.floor((now() - startedAt) / HOUR_MS);
      if (current !== hour) [hour, used] = [current, 0];
      if (used >= hourlyReads) return Math.ceil((resetAt() - now()) / 1_000);
      used += 1;
      return null;
    },
    headers: (hourlyReads) => ({
      "X-RateLimit-Limit": String(hourlyReads),
      "X-RateLimit-Remaining": String(Math.max(0, hourlyReads - used)),
      "X-RateLimit-Reset": String(Math.ceil(resetAt() / 1_000)),
      "X-RateLimit-Window": String(HOUR_MS / 1_000),
    }),
  };
}
