import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import { HistoryError } from "./history-error";
import { HISTORY_FILE, type HistoryLocation } from "./open-database";

/** Where a person means: a `postgres://` address, else a folder. */
export function toHistoryLocation(text: string): HistoryLocation {
  return /^postgres(ql)?:\/\//.test(text) ? { databaseUrl: text } : { dataDir: text };
}

/** The history's file in a folder that must have one: opening it would make one where there is none. */
export function existingHistoryFile(dataDir: string): string {
  const file = path.join(dataDir, HISTORY_FILE);
  if (!existsSync(file))
    throw new HistoryError("refused", `There is no history in ${dataDir}: it has no ${HISTORY_FILE}.`);
  return file;
}
