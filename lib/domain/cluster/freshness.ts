import type { EpochMs } from "../time/epoch";

export const FRESHNESSES = ["fresh", "late", "stale", "unknown"] as const;
/** How old a reading is, relative to how often its account is read. `unknown` means never read. */
export type Freshness = (typeof FRESHNESSES)[number];

/** Whether a reading only says how things were, and must not be presented as current. */
export function isOld(freshness: Freshness): boolean {
  return freshness === "stale" || freshness === "unknown";
}

const LATE_AFTER_INTERVALS = 2;
const STALE_AFTER_INTERVALS = 5;
/** Shorter intervals count as this one: a page may hear of a reading that changed nothing several seconds later. */
const MIN_COUNTED_MS = 7_000;

/** A negative age (from a clock set back) counts as zero: a reading is never from the future. An interval of zero is unknown. */
export function freshnessOf(observedAt: EpochMs | null, now: EpochMs, pollIntervalMs: number): Freshness {
  if (observedAt === null) return "unknown";
  const ageMs = Math.max(0, now - observedAt);
  const countedMs = countedInterval(pollIntervalMs);
  if (ageMs > STALE_AFTER_INTERVALS * countedMs) return "stale";
  return ageMs > LATE_AFTER_INTERVALS * countedMs ? "late" : "fresh";
}

/** The moments after which a reading counts as late, and as stale. */
export function freshnessBoundaries(observedAt: EpochMs, pollIntervalMs: number): [EpochMs, EpochMs] {
  const countedMs = countedInterval(pollIntervalMs);
  return [observedAt + LATE_AFTER_INTERVALS * countedMs + 1, observedAt + STALE_AFTER_INTERVALS * countedMs + 1];
}

function countedInterval(pollIntervalMs: number): number {
  return pollIntervalMs === 0 ? 0 : Math.max(pollIntervalMs, MIN_COUNTED_MS);
}
