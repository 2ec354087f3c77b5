import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

/** What a build is told of itself. */
const ownVersion = `version:"${z.object({ version: z.string() }).parse(JSON.parse(readFileSync("package.json", "utf8"))).version}"`;

/**
 * A folder from which the same program starts as if it had been rebuilt, with another version if one is given; removed when the tests
 * end.
 */
export function otherBuild(version?: string): string {
  const folder = newFolder();
  const own = new Set(version === undefined ? ["BUILD_ID"] : ["BUILD_ID", "server"]);
  for (const entry of readdirSync(".next")) {
    if (!own.has(entry)) symlinkSync(resolve(".next", entry), join(folder, ".next", entry));
  }
  writeFileSync(join(folder, ".next", "BUILD_ID"), "anew");
  if (version !== undefined) copyAs(version, join(folder, ".next", "server"));
  return folder;
}

/** Likewise, as if all of its source had been changed: each script and style has another name. */
export function changedBuild(): string {
  const folder = newFolder();
  const next = join(folder, ".next");
  cpSync(".next", next, { recursive: true, filter: (path) => !/^\.next\/(cache|diagnostics)|\.map$/.test(path) });
  const chunks = join(next, "static", "chunks");
  for (const name of readdirSync(chunks)) renameSync(join(chunks, name), join(chunks, `changed-${name}`));
  const buildId = readFileSync(".next/BUILD_ID", "utf8").trim();
  for (const entry of readdirSync(next, { recursive: true, withFileTypes: true })) {
    // Some folders are called like files: that of a route is called like its address.
    if (!entry.isFile() || !/^BUILD_ID$|\.(js|json|html|css)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const before = readFileSync(path, "utf8");
    const text = before.replaceAll("static/chunks/", "static/chunks/changed-").replaceAll(buildId, "changed");
    if (text !== before) writeFileSync(path, text);
  }
  renameSync(join(next, "static", buildId), join(next, "static", "changed"));
  return folder;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-build-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, ".next"));
  for (const entry of ["next.config.mjs", "node_modules", "package.json"])
    symlinkSync(resolve(entry), join(folder, entry));
  return folder;
}

function copyAs(version: string, folder: string): void {
  cpSync(".next/server", folder, { recursive: true });
  let changed = 0;
  for (const file of globSync("**/*.js", { cwd: folder })) {
    const text = readFileSync(join(folder, file), "utf8");
    if (!text.includes(ownVersion)) continue;
    writeFileSync(join(folder, file), text.replaceAll(ownVersion, `version:"${version}"`));
    changed += 1;
  }
  if (changed === 0) throw new Error("The build does not say its version where this looks for it.");
}
