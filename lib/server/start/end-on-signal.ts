import "server-only";
import { closeSync, openSync } from "node:fs";
import { constants } from "node:os";
import { log } from "../log";
import { answersSent, endConnections, trackAnswers } from "./answers-under-way";

/** Less than the ten seconds that Docker gives a process. */
const PATIENCE_MS = 8_000;
/** How long answers that are ready, such as those that were held, may take to reach their clients, one after the other. */
const SENDING_MS = 1_000;

let finish = async () => {};
let isEnding = false;

/**
 * From now on SIGTERM and SIGINT end the process, but only after work that has begun is finished, for which Next would
 * not wait.
 */
export function endOnSignals(): void {
  trackAnswers();
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

/**
 * From now on SIGHUP, by which servers are told to read their configuration again, does that. It ends the process only where its
 * terminal has been closed, of which the same signal tells.
 */
export function reloadOnHangUp(reload: () => void): void {
  process.on("SIGHUP", (signal) => {
    if (process.stdout.isTTY && !hasTerminal()) void end(signal);
    else reload();
  });
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}

/** What must finish before the process ends. */
export function finishBeforeEnd(finishing: () => Promise<void>): void {
  finish = finishing;
}

/** A terminal and npm may both pass on the same Ctrl-C. */
async function end(signal: "SIGTERM" | "SIGINT" | "SIGHUP"): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  const exit = () => process.exit(128 + constants.signals[signal]);
  setTimeout(exit, PATIENCE_MS);
  log().info({ signal }, "Stopping");
  endConnections();
  await finish().catch((error: unknown) => log().error({ err: error }, "Work that had begun could not be finished"));
  await answersSent(SENDING_MS);
  exit();
}
