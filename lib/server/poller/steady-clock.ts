import "server-only";
import { randomUUID } from "node:crypto";
import type { SteadyMoment } from "@/lib/domain/time/clock-jump";
import type { EpochMs } from "@/lib/domain/time/epoch";

const process = randomUUID();
const startedAt = Date.now() - performance.now();

/** It stops while the machine sleeps, and only time moves it. */
export function steadyNow(): SteadyMoment {
  return { process, ms: Math.round(performance.now()) };
}

/**
 * The wall clock as if nobody had changed it since the process started, for measuring how long something is cached or
 * waited for.
 */
export function unsetWallNow(): EpochMs {
  return Math.round(startedAt + performance.now());
}
