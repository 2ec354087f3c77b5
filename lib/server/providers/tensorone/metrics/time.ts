import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isPlausibleTime, parseTimestamp } from "@/lib/domain/time/timestamp";

/** What a moment, or a list of them, is called. */
export const TIME_NAMES = ["timestamp", "timestamps", "time", "times", "ts", "t"] as const;

/** Seconds have ten digits until the year 2286, and every finer count has more. */
const MAX_SECONDS = 1e10;
const MAX_MS = 1e13;
const MAX_US = 1e16;

/** ISO 8601, or a count since the epoch of seconds, milliseconds, micro- or nanoseconds, also as text; else `null`. */
export function readTime(raw: unknown): EpochMs | null {
  if (typeof raw === "number") return timeOfCount(raw);
  if (typeof raw !== "string" || raw.length > 40) return null;
  return /^\d{9,19}(\.\d+)?$/.test(raw) ? timeOfCount(Number(raw)) : parseTimestamp(raw);
}

function timeOfCount(count: number): EpochMs | null {
  if (!Number.isFinite(count) || count <= 0) return null;
  const time = Math.round(count * msPerUnit(count));
  return isPlausibleTime(time) ? time : null;
}

function msPerUnit(count: number): number {
  if (count < MAX_SECONDS) return 1_000;
  if (count < MAX_MS) return 1;
  return count < MAX_US ? 1e-3 : 1e-6;
}
