import "server-only";
import { createHmac } from "node:crypto";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";

export interface RoundedTime {
  /** When something was read, rounded down by less than a second so that ages stay true. */
  reading: (at: EpochMs) => EpochMs;
  /**
   * When something began or ended, as told at `now`: rounded down by less than a minute, or by less than an hour if
   * that was a day ago.
   */
  event: (at: EpochMs, now: EpochMs) => EpochMs;
}

/**
 * Times as one link tells them. Each link rounds with its own offset: exact times, or times that all links round alike,
 * would show somebody with two links which of their clusters are the same. Times are never rounded up, and keep their
 * order.
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
