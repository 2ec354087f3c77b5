import "server-only";
import { readFileSync, statSync } from "node:fs";
import type { ConfigurationResult } from "./configuration/configuration";
import type { ReadableFile } from "./configuration/exposed-files";
import { readConfiguration } from "./configuration/read-configuration";
import { providers } from "./providers/registry";

/** The files that `npm start` and Next read the environment from. */
const ENVIRONMENT_FILES = [".env", ".env.local", ".env.production", ".env.production.local"];

/**
 * The environment of this process, and the files that it may have come from: the only place that reads `process.env`.
 */
export function readProcessConfiguration(): { result: ConfigurationResult; files: readonly ReadableFile[] } {
  const files: ReadableFile[] = [];
  const readFile = (path: string) => {
    const text = readFileSync(path, "utf8");
    files.push({ path, text, mode: statSync(path).mode });
    return text;
  };
  const result = readConfiguration(process.env, providers, readFile);
  for (const path of ENVIRONMENT_FILES.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile()))
    readFile(path);
  // On Windows a file's mode says nothing about who can read it.
  return { result, files: process.platform === "win32" ? [] : files };
}

/** `next dev`. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === "development";
}

/** Version and commit of this program: `next.config.mjs` inserts both when it is built. */
export const BUILD = { version: process.env.BUILD_VERSION ?? "unknown", build: process.env.BUILD_COMMIT || null };
