import "server-only";
import { readFileSync } from "node:fs";
import type { ConfigurationResult } from "./configuration/configuration";
import { readConfiguration } from "./configuration/read-configuration";
import { providers } from "./providers/registry";

/** The configuration of this process: the only place that reads `process.env`. */
export function readProcessConfiguration(): ConfigurationResult {
  return readConfiguration(process.env, providers, (path) => readFileSync(path, "utf8"));
}
