import "server-only";
import type { Logger } from "pino";
import type { Hints } from "../coordination/hints";
import type { Stored } from "../http/application";
import { findNewerSchema } from "../store/migrate";
import type { StoreHandle } from "../store/store-handle";
import { STORED_PARTS } from "../store-copy/stored-parts";

const MIGRATIONS = STORED_PARTS.map(({ migrations }) => migrations);

interface Options {
  stored: StoreHandle<Pick<Stored, "store">>;
  hints: Hints;
  /** Ends all that this server does by itself. */
  stop: () => Promise<unknown>;
  log: Pick<Logger, "error">;
}

/**
 * Has this server neither write nor poll any more once a newer one has changed the store in a way that it does not know. It goes on
 * answering with what it knows, and says that it is not ready, so that it gets no more requests.
 */
export function leaveNewerStore({ stored, hints, stop, log }: Options): void {
  hints.follow("schema", async () => {
    const opened = stored.current();
    if (opened === null) return;
    const reason = await findNewerSchema(opened.store, MIGRATIONS);
    if (reason === null) return;
    log.error(`This server neither writes nor polls any more. ${reason.message}`);
    opened.store.retire(reason);
    await stop();
  });
}
