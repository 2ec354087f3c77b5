import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import type { StoreLocation } from "../store/open-database";
import { SQLITE_FILE } from "../store/sqlite-file";
import { StoreError } from "../store/store-error";

/** Where a person means: a `postgres://` address, else a folder. */
export function toHistoryLocation(text: string): StoreLocation {
  return /^postgres(ql)?:\/\//.test(text) ? { databaseUrl: text } : { dataDir: text };
}

/** The history's file in a folder that must have one: opening it would make one where there is none. */
export function existingHistoryFile(dataDir: string): string {
  const file = path.join(dataDir, SQLITE_FILE);
  if (!existsSync(file))
    throw new StoreError("refused", `There is no history in ${dataDir}: it has no ${SQLITE_FILE}.`);
  return file;
}
