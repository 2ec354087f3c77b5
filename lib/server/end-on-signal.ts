import "server-only";
import { constants } from "node:os";
import { log } from "./log";

/** Less than what Docker and systemd give a process. */
const PATIENCE_MS = 4_000;

/** Ends the process on SIGTERM or SIGINT once `stop` has finished what was begun. Next alone would end it before. */
export function endOnSignal(stop: () => Promise<void>): void {
  const end = async (signal: "SIGTERM" | "SIGINT") => {
    const exit = () => process.exit(128 + constants.signals[signal]);
    setTimeout(exit, PATIENCE_MS);
    log().info({ signal }, "Stopping");
    await stop().catch((error: unknown) => log().error({ err: error }, "What was begun could not be finished"));
    exit();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
