import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Several times what a new store takes with its log, which is over a megabyte. */
const SIZE = "size=16m";
const FILLED_BY_BYTES = 512 * 1_024;

/** A folder on its own small disk; `null` if this user may not mount one. */
export function mountSmallDisk() {
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-disk-"));
  const mount = (...parameters: string[]) => spawnSync("mount", [...parameters, folder]).status === 0;
  if (!mount("-t", "tmpfs", "-o", SIZE, "tmpfs")) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = join(folder, "filler");
  return {
    dataDir: join(folder, "data"),
    fill: () => {
      mkdirSync(join(folder, "data"), { recursive: true });
      writeFileSync(filler, "");
      for (let size = FILLED_BY_BYTES; size >= 1; size = Math.floor(size / 2)) {
        // Once there is no room for this much, half of it may fit.
        while (hasAppended(filler, size));
      }
    },
    empty: () => unlinkSync(filler),
    setWritable: (isWritable: boolean) => {
      // A second view of the same disk, in front of it: the server's lock is open for writing, and keeps the disk itself writable.
      const isDone = isWritable
        ? spawnSync("umount", [folder]).status === 0
        : mount("--bind", folder) && mount("-o", "remount,bind,ro");
      if (!isDone) throw new Error("The disk could not be made writable or read-only.");
    },
    remove: () => {
      spawnSync("umount", [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function hasAppended(file: string, size: number): boolean {
  try {
    writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    return true;
  } catch {
    return false;
  }
}
