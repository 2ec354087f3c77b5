import "server-only";
import { constants } from "node:fs";
import { chmod, copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StoreLocation } from "../store/open-database";
import { SQLITE_FILE } from "../store/sqlite-file";
import { StoreError } from "../store/store-error";
import { type CopiedStore, copyStore } from "./copy-store";

const OWNER_ONLY = 0o600;

/** Copies a backup, of this version or an earlier one, into an empty store. The backup stays as it is. */
export async function restore(file: string, to: StoreLocation): Promise<CopiedStore> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new StoreError("refused", `There is no backup: ${file} is not a file.`);
  // A copy, because an older backup is brought to this version first.
  const folder = await mkdtemp(path.join(tmpdir(), "clusterdeck-restore-"));
  try {
    const copy = path.join(folder, SQLITE_FILE);
    await copyFile(file, copy, constants.COPYFILE_FICLONE);
    await chmod(copy, OWNER_ONLY);
    return await copyStore({ dataDir: folder }, to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
