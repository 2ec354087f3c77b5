import "server-only";
import { readFileSync } from "node:fs";
import type { ConfigurationResult } from "./configuration/configuration";
import { readConfiguration } from "./configuration/read-configuration";
import { providers } from "./providers/registry";

/** The configuration of this process: the only place that reads `process.env`. */
export function readProcessConfiguration(): ConfigurationResult {
  return readConfiguration(process.env, providers, (path) => readFileSync(path, "utf8"));
}

/** `next dev`. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === "development";
}

/** Of this program: `next.config.mjs` writes both in when it is built. */
export const BUILD = { version: process.env.BUILD_VERSION ?? "unknown", build: process.env.BUILD_COMMIT || null };
