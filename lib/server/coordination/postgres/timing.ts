import "server-only";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";

/** How long things take that servers agree on. Tests go through the same in less time. */
export interface Timing {
  /** A lease that was not renewed for so long is free, and a server that was not seen for so long is gone. */
  ttlMs: number;
  /** For how long a server relies on a renewal, from the moment when it began to ask for it: less than `ttlMs`. */
  trustMs: number;
  /** How often a server renews what it holds, and looks at what the others hold. */
  roundEveryMs: number;
  /** A round comes up to so much earlier or later, so that servers do not all ask at once. */
  roundJitterMs: number;
  /** When a round that failed is tried again. */
  retryMs: number;
  /** For how long a free lease is left to the server that is to have it. */
  headStartMs: number;
  /** For how long a free lease is left to servers of a newer version: longer than each of them takes to notice it. */
  newerHeadStartMs: number;
  /** How long a server of a newer version runs before it is handed everything. */
  newerWaitsMs: number;
  /** How long the servers must have been the same before leases move from one that is well to another. */
  settledMs: number;
  /** For how long a server that is well finishes what it has begun before it hands a lease over: a poll, usually. */
  finishWithinMs: number;
  /** The same for one that stops, for which the others wait. */
  stopWithinMs: number;
  /** For how long a server that stops waits for a database that does not answer. */
  leaveWithinMs: number;
  /** How often a server looks by itself at what others may have told it of. */
  lookEveryMs: number;
  /** What a server tells itself arrives at once, or never. */
  heardWithinMs: number;
}

export const TIMING: Timing = {
  ttlMs: 15 * SECOND_MS,
  trustMs: 14 * SECOND_MS,
  roundEveryMs: 5 * SECOND_MS,
  roundJitterMs: SECOND_MS,
  retryMs: 2 * SECOND_MS,
  headStartMs: 2 * SECOND_MS,
  newerHeadStartMs: 10 * SECOND_MS,
  newerWaitsMs: 10 * SECOND_MS,
  settledMs: MINUTE_MS / 2,
  finishWithinMs: 5 * SECOND_MS,
  stopWithinMs: SECOND_MS,
  leaveWithinMs: 3 * SECOND_MS,
  lookEveryMs: 5 * SECOND_MS,
  heardWithinMs: 2 * SECOND_MS,
};

/** The clocks of the machine, which tests set. */
export interface Clocks {
  now: () => number;
  /** Milliseconds since some moment, whatever people do to the machine's clock. */
  monotonic: () => number;
}

export const CLOCKS: Clocks = { now: Date.now, monotonic: () => performance.now() };
