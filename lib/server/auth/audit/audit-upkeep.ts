import "server-only";
import type { Logger } from "pino";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { createPause } from "../../pause";
import type { Store } from "../../store/open-database";
import type { StoreHandle } from "../../store/store-handle";
import { writeCounts } from "./audit";
import { pruneAudit } from "./prune-audit";

const EVERY_MS = MINUTE_MS;
const PRUNE_EVERY_MS = HOUR_MS;

export interface AuditUpkeep {
  /** Writes the remaining counts. Resolves once the store is no longer in use here. */
  stop(): Promise<void>;
}

interface Options {
  /** Whether this server removes old entries, of those that share the store. Each one writes its own counts. */
  mayPrune: () => boolean;
  log: Pick<Logger, "warn">;
  now: () => EpochMs;
}

/**
 * Writes counts of refused attempts when they are due, and every hour removes what is too old. What fails is done next
 * time.
 */
export function startAuditUpkeep(stored: StoreHandle<{ store: Store }>, { mayPrune, log, now }: Options): AuditUpkeep {
  const stopped = new AbortController();
  const pause = createPause({ signal: stopped.signal });
  let working = Promise.resolve();
  let prunedAt = Number.NEGATIVE_INFINITY;

  async function work(): Promise<void> {
    const store = stored.current()?.store;
    if (store === undefined) return;
    await writeCounts(store, now(), false);
    if (!mayPrune() || performance.now() - prunedAt < PRUNE_EVERY_MS) return;
    prunedAt = performance.now();
    await pruneAudit(store, now(), pause);
  }

  const timer = setInterval(() => {
    working = working.then(work).catch((error: unknown) => {
      if (!stopped.signal.aborted) log.warn({ err: error }, "Old entries of the audit log could not be removed");
    });
  }, EVERY_MS).unref();

  return {
    stop: async () => {
      stopped.abort();
      clearInterval(timer);
      await working;
      const store = stored.current()?.store;
      if (store !== undefined) await writeCounts(store, now(), true);
    },
  };
}
