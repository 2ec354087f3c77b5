import "server-only";
import type { Logger } from "pino";
import type { StorageClaim } from "../store/storage-claim";
import { StoreError } from "../store/store-error";

/** Longer than a server takes to end (see `end-on-signal.ts`), so that a new one may be started while the old one still ends. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 250;

interface Options {
  log: Pick<Logger, "info">;
  sleep: (durationMs: number) => Promise<unknown>;
}

/**
 * Takes the claim, if need be after the server that has it has ended. Returns the error that says so if it does not end. Whatever else
 * is wrong with the folder becomes apparent when the store is opened, for which nothing live waits.
 */
export async function waitForClaim(claim: StorageClaim, { log, sleep }: Options): Promise<StoreError | null> {
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    const refusal = tryToTake(claim);
    if (refusal === null || waitedMs >= PATIENCE_MS) return refusal;
    if (waitedMs === 0) log.info("Another Clusterdeck uses the same data. Waiting for it to end");
    await sleep(PAUSE_MS);
  }
}

function tryToTake(claim: StorageClaim): StoreError | null {
  try {
    claim.take();
    return null;
  } catch (error) {
    return error instanceof StoreError && error.kind === "in-use" ? error : null;
  }
}
