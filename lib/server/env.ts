import "server-only";
import { readFileSync, statSync } from "node:fs";
import type { ConfigurationResult, StoredSoFar } from "./configuration/configuration";
import type { ReadableFile } from "./configuration/exposed-files";
import { ownStorage, readConfiguration } from "./configuration/read-configuration";
import { providers } from "./providers/registry";
import type { StoreLocation } from "./store/open-database";

/** The files that `npm start` and Next read the environment from. */
const ENVIRONMENT_FILES = [".env", ".env.local", ".env.production", ".env.production.local"];

export interface ProcessConfiguration {
  result: ConfigurationResult;
  /** The files that it may have come from. */
  files: readonly ReadableFile[];
  /** Where the configuration was looked for, and whatever it names: read again, these may say something else. */
  paths: readonly string[];
}

/** Where this process's own data are, demo or not. */
export function readOwnStorage(): StoreLocation | null {
  return ownStorage(process.env, (path) => readFileSync(path, "utf8"));
}

/** The environment of this process, and the files that it names: the only place that reads `process.env`. */
export function readProcessConfiguration(stored: StoredSoFar | null): ProcessConfiguration {
  const files = new Map<string, ReadableFile>();
  const paths = new Set<string>();
  const readFile = (path: string) => {
    const text = readFileSync(path, "utf8");
    const { mode, uid, gid } = statSync(path);
    files.set(path, { path, text, mode, isLent: uid !== process.getuid?.() && gid === process.getgid?.() });
    return text;
  };
  const readWatched = (path: string) => {
    paths.add(path);
    return readFile(path);
  };
  const result = readConfiguration(process.env, providers, readWatched, stored);
  for (const path of ENVIRONMENT_FILES.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile()))
    readFile(path);
  // On Windows a file's mode says nothing about who can read it.
  return { result, files: process.platform === "win32" ? [] : [...files.values()], paths: [...paths] };
}

/** `next dev`. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === "development";
}

/** Version and commit of this program: `next.config.mjs` inserts both when it is built. */
export const BUILD = { version: process.env.BUILD_VERSION ?? "unknown", build: process.env.BUILD_COMMIT || null };
