import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One hash of these files and everything in these folders, as far as they exist. */
export function fingerprint(paths, isRelevant = (_path) => true) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesBelow).filter(isRelevant).sort()) {
    hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  return stats.isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path];
}

/** Does the work unless its stamp says that it was done for the same fingerprint. Interrupted work leaves no stamp. */
export async function unlessStamped(stampFile, expected, work) {
  if (isStamped(stampFile, expected)) return;
  rmSync(stampFile, { force: true });
  await work();
  writeFileSync(stampFile, expected);
}

export function isStamped(stampFile, expected) {
  try {
    return readFileSync(stampFile, "utf8") === expected;
  } catch {
    return false;
  }
}
