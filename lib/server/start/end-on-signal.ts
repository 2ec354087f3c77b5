import "server-only";
import { constants } from "node:os";
import { log } from "../log";

/** Less than the ten seconds that Docker gives a process. */
const PATIENCE_MS = 8_000;

let finish = async () => {};
let isEnding = false;

/** From now on SIGTERM and SIGINT end the process: what has begun is finished before, which Next would not wait for. */
export function endOnSignals(): void {
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

/** What is finished before the process ends. */
export function finishBeforeEnd(finishing: () => Promise<void>): void {
  finish = finishing;
}

/** A terminal and npm may both pass the same Ctrl-C on. */
async function end(signal: "SIGTERM" | "SIGINT"): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  const exit = () => process.exit(128 + constants.signals[signal]);
  setTimeout(exit, PATIENCE_MS);
  log().info({ signal }, "Stopping");
  await finish().catch((error: unknown) => log().error({ err: error }, "What was begun could not be finished"));
  exit();
}
