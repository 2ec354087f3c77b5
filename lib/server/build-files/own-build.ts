import "server-only";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The build that this process runs, as it was when it started. */
export interface OwnBuild {
  /** Of all of it, unlike the shortened one that people are shown. */
  id: string;
  /** Its static files: what comes after /_next/static/ in their addresses. */
  paths: ReadonlySet<string>;
  read(path: string): Promise<Buffer>;
}

/** `null` if nothing was built. */
export function readOwnBuild(folder = ".next"): OwnBuild | null {
  const root = join(/* turbopackIgnore: true */ folder, "static");
  try {
    const id = readFileSync(join(/* turbopackIgnore: true */ folder, "BUILD_ID"), "utf8").trim();
    const entries = readdirSync(/* turbopackIgnore: true */ root, { recursive: true, withFileTypes: true });
    const paths = new Set(entries.filter((entry) => entry.isFile()).map((entry) => pathBelow(root, entry)));
    return { id, paths, read: (path) => readFile(join(/* turbopackIgnore: true */ root, path)) };
  } catch {
    return null;
  }
}

function pathBelow(root: string, { parentPath, name }: Dirent): string {
  return relative(root, join(parentPath, name)).split(sep).join("/");
}
