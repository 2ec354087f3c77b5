import "server-only";
import type { Clocks } from "./timing";

/**
 * A moment that is over as soon as either clock says so: the monotonic one may stand still while the machine sleeps, and
 * the other one may be set back.
 */
export interface Deadline {
  leftMs(): number;
}

export function deadlineIn(durationMs: number, { now, monotonic }: Clocks): Deadline {
  const monotonicEndMs = monotonic() + durationMs;
  const endMs = now() + durationMs;
  return { leftMs: () => Math.min(monotonicEndMs - monotonic(), endMs - now()) };
}
