import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

const MIN_DELAY_MS = 1_000;
const MAX_DELAY_MS = 15 * 60_000;

/** `Retry-After` as milliseconds from now, clamped to 1 s–15 min. Absent, or neither seconds nor an HTTP date: `undefined`. */
export function parseRetryAfter(header: string | null, now: EpochMs): number | undefined {
  const waitMs = readWaitMs(header?.trim() ?? "", now);
  return Number.isNaN(waitMs) ? undefined : Math.min(MAX_DELAY_MS, Math.max(MIN_DELAY_MS, waitMs));
}

function readWaitMs(text: string, now: EpochMs): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  // `Date.parse` alone accepts almost anything as a date, even "-5".
  return /^[a-z]{3,9}, .* GMT$/i.test(text) ? Date.parse(text) - now : Number.NaN;
}
