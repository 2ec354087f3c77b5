import "server-only";
import { randomUUID } from "node:crypto";
import type { SteadyMoment } from "@/lib/domain/time/clock-jump";
import type { EpochMs } from "@/lib/domain/time/epoch";

const process = randomUUID();
const startedAt = Date.now() - performance.now();

/** It stands still while the machine sleeps, and nothing else moves it but time. */
export function steadyNow(): SteadyMoment {
  return { process, ms: Math.round(performance.now()) };
}

/** The wall clock as if nobody had set it since the process started: for how long something is kept, or waited for. */
export function unsetWallNow(): EpochMs {
  return Math.round(startedAt + performance.now());
}
