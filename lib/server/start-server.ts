import "server-only";
import { startApplication } from "./application";
import { readProcessConfiguration } from "./env";
import { restoreContentEncoding } from "./http/content-coding-header";

/** Starts polling, or says everything that is wrong with the configuration and ends the process: never half-configured. */
export async function startServer(): Promise<void> {
  const result = readProcessConfiguration();
  if (result.ok) {
    restoreContentEncoding();
    await startApplication(result.configuration);
    return;
  }
  const mistakes = result.mistakes.map(({ where, message }) => `  ${where}: ${message}\n`);
  process.stderr.write(`Clusterdeck did not start. Please correct:\n${mistakes.join("")}`);
  process.exit(1);
}
