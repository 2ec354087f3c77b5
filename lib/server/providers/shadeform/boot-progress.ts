import "server-only";
import type { EpochMs, Install } from "@/lib/domain/cluster";
import { parseTimestamp } from "@/lib/domain/timestamp";
import type { WireInstance } from "./wire";

/** An estimate never claims the end: only the provider can say "active". */
const MAX_PERCENT = 95;

/** How far a booting instance probably is: the time since it was created, against the middle of the usual boot time. */
export function bootProgress(instance: WireInstance, now: EpochMs): Install {
  const status = instance.status_details ?? instance.status ?? "booting";
  const createdAt = parseTimestamp(instance.created_at);
  const minSeconds = instance.boot_time?.min_boot_in_sec ?? null;
  const maxSeconds = instance.boot_time?.max_boot_in_sec ?? minSeconds;
  if (createdAt === null || !maxSeconds) return { status, progressPercent: null, failure: null };
  const usualSeconds = ((minSeconds ?? maxSeconds) + maxSeconds) / 2;
  const elapsedSeconds = Math.max(0, now - createdAt) / 1_000;
  const progressPercent = Math.min(MAX_PERCENT, Math.round((elapsedSeconds / usualSeconds) * 100));
  return { status: `${status} (progress estimated from the usual boot time)`, progressPercent, failure: null };
}
