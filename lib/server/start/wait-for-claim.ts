import "server-only";
import type { Logger } from "pino";
import type { StorageClaim } from "../store/storage-claim";
import type { StoreError } from "../store/store-error";
import { isInUse, type Sleep, waitWhileInUse } from "../store/wait-while-in-use";

interface Options {
  log: Pick<Logger, "info">;
  sleep: Sleep;
}

/**
 * Takes the claim, if need be after the server that has it has ended. Returns the error that says so if it does not end. Whatever else
 * is wrong with the folder becomes apparent when the store is opened, for which nothing live waits.
 */
export async function waitForClaim(claim: StorageClaim, { log, sleep }: Options): Promise<StoreError | null> {
  const onWait = () => log.info("Another Clusterdeck uses the same data. Waiting for it to end");
  try {
    await waitWhileInUse(claim.take, { sleep, onWait });
    return null;
  } catch (error) {
    return isInUse(error) ? error : null;
  }
}
