import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { StoreError, type StoreErrorKind, toStoreError } from "./store-error";

export interface StoreProblem {
  /** A sentence for people. */
  detail: string;
  since: EpochMs;
}

/** Stored data that may not be available yet: live status works without it, and it is opened as soon as possible. */
export interface StoreHandle<Opened> {
  /** `null` while it cannot be opened. */
  current(): Opened | null;
  /** Why it is not open; `null` if it is, and during the first attempt. */
  problem(): StoreProblem | null;
  /** Runs the work now if it is open, otherwise once it is. */
  whenOpen(run: (opened: Opened) => void): void;
}

export interface ReopeningStore<Opened> extends StoreHandle<Opened> {
  /**
   * Tries at once, and then repeatedly until it is open. Resolves when the first attempt has ended. If `open` fails, it
   * must leave nothing open.
   */
  open(open: () => Promise<Opened>): Promise<void>;
  /** For good, it is as if it were not open: newer servers use it in a way that this one does not know. `detail` is a sentence for people. */
  leave(detail: string): void;
  hasLeft(): boolean;
  /** Never waits for an attempt under way, since the server may not answer: whatever that opens is closed again. */
  close(): Promise<void>;
}

interface Options {
  /** Called if waiting cannot help: the store must not, or cannot, be used. */
  giveUp: (error: StoreError) => void;
  log: Logger;
  now: () => EpochMs;
}

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;

const HOPELESS: ReadonlySet<StoreErrorKind> = new Set(["impossible", "in-use", "newer-schema"]);

export function createReopeningStore<Opened extends { close(): Promise<void> }>({
  giveUp,
  log,
  now,
}: Options): ReopeningStore<Opened> {
  let opened: Opened | null = null;
  let problem: StoreProblem | null = null;
  let pauseMs = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let hasLeft = false;
  const waiting: ((opened: Opened) => void)[] = [];

  async function tryToOpen(open: () => Promise<Opened>): Promise<void> {
    const found = await open().catch(toStoreError);
    if (!(found instanceof StoreError)) settle(found);
    else if (HOPELESS.has(found.kind)) giveUp(found);
    else if (!isClosed) tryLater(open, found);
  }

  function settle(found: Opened): void {
    if (isClosed) {
      void found.close().catch(() => {});
      return;
    }
    opened = found;
    if (problem !== null) log.info("The store is open");
    problem = null;
    for (const run of waiting.splice(0)) run(found);
  }

  function tryLater(open: () => Promise<Opened>, error: StoreError): void {
    if (problem?.detail !== error.message) log.warn({ err: error }, error.message);
    problem = { detail: error.message, since: problem?.since ?? now() };
    timer = setTimeout(tryToOpen, pauseMs, open);
    pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
  }

  return {
    open: tryToOpen,
    leave: (detail) => {
      hasLeft = true;
      problem = { detail, since: now() };
    },
    hasLeft: () => hasLeft,
    current: () => (hasLeft ? null : opened),
    problem: () => problem,
    whenOpen: (run) => {
      if (opened !== null && !hasLeft) run(opened);
      else waiting.push(run);
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await opened?.close();
    },
  };
}

/** A handle for one of the parts that are opened together. */
export function handleOfPart<Whole, Part>(
  handle: StoreHandle<Whole>,
  partOf: (whole: Whole) => Part,
): StoreHandle<Part> {
  return {
    current: () => {
      const whole = handle.current();
      return whole === null ? null : partOf(whole);
    },
    problem: handle.problem,
    whenOpen: (run) => handle.whenOpen((whole) => run(partOf(whole))),
  };
}
