import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A folder from which the same program starts as if it had been rebuilt; removed when the tests end. */
export function otherBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-build-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, ".next"));
  for (const entry of ["next.config.mjs", "node_modules", "package.json"])
    symlinkSync(resolve(entry), join(folder, entry));
  for (const entry of readdirSync(".next")) {
    if (entry !== "BUILD_ID") symlinkSync(resolve(".next", entry), join(folder, ".next", entry));
  }
  writeFileSync(join(folder, ".next", "BUILD_ID"), "anew");
  return folder;
}
