import "server-only";
import { startApplication } from "./application";
import { listenHost, readProcessConfiguration } from "./env";
import { restoreContentEncoding } from "./http/content-coding-header";

const LOOPBACK = /^(localhost|::1|127(\.\d{1,3}){3})$/;

/** Starts polling, or says everything that is wrong with the configuration and ends the process: never half-configured. */
export async function startServer(): Promise<void> {
  const host = listenHost();
  if (!LOOPBACK.test(host)) {
    refuse([
      `Clusterdeck does not listen on ${host}: there is no sign-in yet, so whoever reaches it would see everything.`,
      "Set HOST=127.0.0.1 and reach it through an SSH tunnel.",
    ]);
  }
  const result = readProcessConfiguration();
  if (!result.ok) {
    refuse([
      "Clusterdeck did not start. Please correct:",
      ...result.mistakes.map(({ where, message }) => `  ${where}: ${message}`),
    ]);
    return;
  }
  restoreContentEncoding();
  await startApplication(result.configuration);
}

function refuse(lines: readonly string[]): void {
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(1);
}
