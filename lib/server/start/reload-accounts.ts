import "server-only";
import type { Logger } from "pino";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { Stored } from "../http/application";
import type { StoreHandle } from "../store/store-handle";

/** One short query: whoever pauses an account on another server wants it paused here, too. */
const RELOAD_EVERY_MS = 5 * SECOND_MS;

/** Reads the stored accounts again every few seconds where another server may change them. Returns how to stop that. */
export function reloadAccounts(
  stored: StoreHandle<Pick<Stored, "accounts" | "store">>,
  log: Pick<Logger, "warn">,
): { stop(): Promise<void> } {
  let reloading = Promise.resolve();
  const timer = setInterval(() => {
    const opened = stored.current();
    if (opened === null || opened.store.dialect === "sqlite") return;
    reloading = opened.accounts
      .reload()
      .catch((error: unknown) => log.warn({ err: error }, "The accounts could not be read again"));
  }, RELOAD_EVERY_MS).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await reloading;
    },
  };
}
