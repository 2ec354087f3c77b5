import "server-only";
import { startApplication } from "./application";
import { readProcessConfiguration } from "./env";
import { isNewerSchema } from "./history/kept-history";
import { restoreContentEncoding } from "./http/content-coding-header";

/** Starts polling, or says everything that is wrong with the configuration and ends the process: never half-configured. */
export async function startServer(): Promise<void> {
  const result = readProcessConfiguration();
  if (result.ok) {
    restoreContentEncoding();
    await startApplication(result.configuration).catch((error: unknown) => {
      if (!isNewerSchema(error)) throw error;
      refuse(error.message);
    });
    return;
  }
  const mistakes = result.mistakes.map(({ where, message }) => `  ${where}: ${message}`);
  refuse(["Clusterdeck did not start. Please correct:", ...mistakes].join("\n"));
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
