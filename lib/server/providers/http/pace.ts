import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createGate, type Gate } from "./gate";

/** How far apart a provider wants requests to be, where it limits not how many there are but how close together. */
export interface Pace {
  /** Between the starts of two requests. */
  minIntervalMs: number;
  /** Whether all requests of an account keep their distance from each other, or only those to the same path. */
  per: "account" | "endpoint";
}

interface PacerOptions {
  pace: Pace | null;
  now: () => EpochMs;
  /** Rejects when the signal aborts. */
  sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
}

interface Lane {
  /** Turns are taken one after another. */
  gate: Gate;
  waiting: number;
  lastAt: EpochMs;
}

const MAX_IDLE_LANES = 100;

/** Resolves once a request to this path may start; requests that wait start in the order in which they came. */
export function createPacer({ pace, now, sleep }: PacerOptions): (path: string, signal: AbortSignal) => Promise<void> {
  if (pace === null) return async () => {};
  const { minIntervalMs, per } = pace;
  const lanes = new Map<string, Lane>();

  function laneOf(path: string): Lane {
    const key = per === "account" ? "" : path;
    const lane = lanes.get(key) ?? { gate: createGate(1), waiting: 0, lastAt: Number.NEGATIVE_INFINITY };
    lanes.set(key, lane);
    return lane;
  }

  /** Paths hold ids, of which there may be any number in the course of weeks. */
  function forgetIdle(): void {
    if (lanes.size <= MAX_IDLE_LANES) return;
    for (const [key, { waiting, lastAt }] of lanes)
      if (waiting === 0 && now() - lastAt >= minIntervalMs) lanes.delete(key);
  }

  return async (path, signal) => {
    const lane = laneOf(path);
    lane.waiting += 1;
    try {
      await lane.gate.run(signal, async () => {
        // After a clock was set back, the time since the last request is unknown: the whole interval is certainly enough.
        const elapsedMs = Math.max(0, now() - lane.lastAt);
        if (elapsedMs < minIntervalMs) await sleep(minIntervalMs - elapsedMs, signal);
        lane.lastAt = now();
      });
    } finally {
      lane.waiting -= 1;
      forgetIdle();
    }
  };
}
