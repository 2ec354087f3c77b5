import "server-only";
import { createHmac } from "node:crypto";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";

export interface RoundedTime {
  /** When something was read: by less than a second too early, so that ages stay true. */
  reading: (at: EpochMs) => EpochMs;
  /** When something began or ended, told at `now`: by less than a minute too early, and by less than an hour if that is a day ago. */
  event: (at: EpochMs, now: EpochMs) => EpochMs;
}

/**
 * Moments as one link tells them, each link in a rhythm of its own: exact ones, or ones that all links round alike, would tell whoever has
 * two links which of their clusters are the same. Never later than they were, and in the order in which they were.
 */
export function roundedTime(aliasKey: string): RoundedTime {
  const phaseMs = createHmac("sha256", aliasKey).update("time").digest().readUInt32BE() % HOUR_MS;
  const floor = (at: EpochMs, stepMs: number) => at - mod(at - phaseMs, stepMs);
  return {
    reading: (at) => floor(at, SECOND_MS),
    event: (at, now) => floor(at, now - at < DAY_MS ? MINUTE_MS : HOUR_MS),
  };
}

function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
