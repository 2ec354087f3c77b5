import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/cluster";
import { HistoryError, toHistoryError } from "./history-error";
import type { History } from "./open-history";

const TRY_AGAIN_MS = 30_000;

export interface HistoryProblem {
  /** A sentence for people. */
  detail: string;
  since: EpochMs;
}

/** The history as the server holds it: live status goes on without it, and it is opened as soon as that is possible. */
export interface KeptHistory {
  /** `null` while it cannot be opened. */
  current(): History | null;
  /** Why it is not open; `null` when it is. */
  problem(): HistoryProblem | null;
  /** Runs now if it is open, else once it is. */
  whenOpen(run: (history: History) => void): void;
  close(): Promise<void>;
}

/** Tries once before it returns. Throws only for a store that a newer version has written, which must not be touched. */
export async function keepHistory(
  openHistory: () => Promise<History>,
  log: Logger,
  now: () => EpochMs,
): Promise<KeptHistory> {
  let history: History | null = null;
  let problem: HistoryProblem | null = null;
  let timer: NodeJS.Timeout | undefined;
  const waiting: ((history: History) => void)[] = [];

  const open = async () => {
    try {
      history = await openHistory();
      if (problem) log.info("The history is open again");
      problem = null;
      for (const run of waiting.splice(0)) run(history);
    } catch (error) {
      const { kind, message: detail } = toHistoryError(error);
      if (kind === "newer-schema") throw error;
      if (!problem) log.warn({ kind }, detail);
      problem = { detail, since: problem?.since ?? now() };
      timer = setTimeout(() => void open().catch((failure: unknown) => log.error({ err: failure })), TRY_AGAIN_MS);
    }
  };
  await open();

  return {
    current: () => history,
    problem: () => problem,
    whenOpen: (run) => {
      if (history) run(history);
      else waiting.push(run);
    },
    close: async () => {
      clearTimeout(timer);
      await history?.close();
    },
  };
}

export function isNewerSchema(error: unknown): error is HistoryError {
  return error instanceof HistoryError && error.kind === "newer-schema";
}
