import type { EpochMs } from "./cluster";

export const FRESHNESSES = ["fresh", "late", "stale", "unknown"] as const;
/** How old a reading is, against how often its connection is read. `unknown`: never read. */
export type Freshness = (typeof FRESHNESSES)[number];

const LATE_AFTER_INTERVALS = 2;
const STALE_AFTER_INTERVALS = 5;

/** An age below zero (a clock set back) counts as zero: a reading is never from the future. */
export function freshnessOf(observedAt: EpochMs | null, now: EpochMs, pollIntervalMs: number): Freshness {
  if (observedAt === null) return "unknown";
  const ageMs = Math.max(0, now - observedAt);
  if (ageMs > STALE_AFTER_INTERVALS * pollIntervalMs) return "stale";
  return ageMs > LATE_AFTER_INTERVALS * pollIntervalMs ? "late" : "fresh";
}

/** The moments after which a reading counts as late, and as stale. */
export function freshnessBoundaries(observedAt: EpochMs, pollIntervalMs: number): [EpochMs, EpochMs] {
  return [
    observedAt + LATE_AFTER_INTERVALS * pollIntervalMs + 1,
    observedAt + STALE_AFTER_INTERVALS * pollIntervalMs + 1,
  ];
}
