import "server-only";
import type { Logger } from "pino";
import type { Hints } from "../coordination/hints";
import type { Stored } from "../http/application";
import { findNewerSchema } from "../store/migrate";
import type { ReopeningStore } from "../store/store-handle";
import { STORED_PARTS } from "../store-copy/stored-parts";

const MIGRATIONS = STORED_PARTS.map(({ migrations }) => migrations);

const LEFT =
  "A newer version of Clusterdeck has taken over the database from this server. Try again in a moment: the newer one will answer.";

interface Options {
  stored: Pick<ReopeningStore<Stored>, "leave"> & { current(): Pick<Stored, "store"> | null };
  hints: Hints;
  /** Has everybody who waits for an answer be admitted again. */
  readmit: () => void;
  /** Ends all that this server does by itself. */
  stop: () => Promise<unknown>;
  log: Pick<Logger, "error">;
}

/**
 * Has this server neither write nor poll any more once a newer one has changed the store in a way that it does not know. It lets nobody
 * in from then on, since others may have taken away what it remembers that somebody may do, and says that it is not ready, so that it
 * gets no more requests.
 */
export function leaveNewerStore({ stored, hints, readmit, stop, log }: Options): void {
  hints.follow("schema", async () => {
    const opened = stored.current();
    if (opened === null) return;
    const reason = await findNewerSchema(opened.store, MIGRATIONS);
    if (reason === null) return;
    log.error(`This server neither writes nor polls nor answers any more. ${reason.message}`);
    opened.store.retire(reason);
    stored.leave(LEFT);
    readmit();
    await stop();
  });
}
