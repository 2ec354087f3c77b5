import "server-only";
import { setTimeout } from "node:timers/promises";
import { StoreError } from "./store-error";

/** Longer than a server takes to end (see `end-on-signal.ts`), so that what needs its data may be started while it still ends. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 250;

export type Sleep = (durationMs: number) => Promise<unknown>;

interface Options {
  sleep?: Sleep | undefined;
  /** Called once if there is something to wait for. */
  onWait?: () => void;
}

/**
 * What `attempt` returns, if need be after the server that uses the data has ended. Throws what it throws, a `StoreError` of the kind
 * `in-use` only once the server has had the time to end.
 */
export async function waitWhileInUse<Result>(
  attempt: () => Result | Promise<Result>,
  { sleep = setTimeout, onWait }: Options = {},
): Promise<Result> {
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (!isInUse(error) || waitedMs >= PATIENCE_MS) throw error;
    }
    if (waitedMs === 0) onWait?.();
    await sleep(PAUSE_MS);
  }
}

export function isInUse(error: unknown): error is StoreError {
  return error instanceof StoreError && error.kind === "in-use";
}
