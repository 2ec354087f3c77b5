import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import type { StoreLocation } from "../store/open-database";
import { SQLITE_FILE } from "../store/sqlite-file";
import { StoreError } from "../store/store-error";

/** The store that a person named: a `postgres://` address, or else a folder. */
export function toHistoryLocation(text: string): StoreLocation {
  return /^postgres(ql)?:\/\//.test(text) ? { databaseUrl: text } : { dataDir: text };
}

/** The history's file in a folder that must already have one, because opening a missing file would create it. */
export function existingHistoryFile(dataDir: string): string {
  const file = path.join(dataDir, SQLITE_FILE);
  if (!existsSync(file))
    throw new StoreError("refused", `There is no history in ${dataDir}: the folder has no ${SQLITE_FILE}.`);
  return file;
}
