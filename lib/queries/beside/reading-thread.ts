import type { FleetChange, FleetKind } from "./fleet-change";

/** A body that is to be read, and the revision of the fleet that the page has. */
export interface Unread {
  kind: FleetKind;
  base: string;
  body: Blob;
}

export interface Question extends Unread {
  id: number;
}

/** `null` if the thread has another fleet than the page, or if this is none. */
export interface Reply {
  id: number;
  change: FleetChange | null;
}

/** Far more than the largest fleet takes: a thread that needs longer is not coming back. */
const REPLY_WITHIN_MS = 5_000;

type Reading = (unread: Unread) => Promise<FleetChange | null>;

/** Asks a thread that is begun at the first question. Once it has failed, everything is `null`. */
export function createReadingThread(begin: () => Worker, replyWithinMs = REPLY_WITHIN_MS): Reading {
  const asked = new Map<number, (change: FleetChange | null) => void>();
  let worker: Worker | null = null;
  let hasFailed = false;
  let lastId = 0;

  function fail(): void {
    hasFailed = true;
    worker?.terminate();
    for (const reply of asked.values()) reply(null);
    asked.clear();
  }
  function begun(): Worker {
    const thread = begin();
    thread.addEventListener("message", ({ data: { id, change } }: MessageEvent<Reply>) => {
      asked.get(id)?.(change);
      asked.delete(id);
    });
    thread.addEventListener("error", fail);
    thread.addEventListener("messageerror", fail);
    return thread;
  }
  return (unread) =>
    new Promise((resolve) => {
      if (hasFailed) return resolve(null);
      lastId += 1;
      const overdue = setTimeout(fail, replyWithinMs);
      asked.set(lastId, (change) => {
        clearTimeout(overdue);
        resolve(change);
      });
      try {
        worker ??= begun();
        worker.postMessage({ id: lastId, ...unread } satisfies Question);
      } catch {
        fail();
      }
    });
}

/** The thread of this page. */
export const readBeside = createReadingThread(
  () => new Worker(new URL("./read-fleets.ts", import.meta.url), { type: "module" }),
);
