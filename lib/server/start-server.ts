import "server-only";
import { runningApplication, startApplication } from "./application";
import { setDoor } from "./door/door";
import { settleRequests } from "./door/settle-requests";
import { takeTurn } from "./door/take-turn";
import { endOnSignals } from "./end-on-signal";
import { isDevelopment, readProcessConfiguration } from "./env";
import { restoreContentEncoding } from "./http/content-coding-header";
import { guardOutput } from "./redaction/guard-output";
import { frameOriginsOf } from "./sharing/frame-origins";

/** Starts polling, or says everything that is wrong with the configuration and ends the process: never half-configured. */
export async function startServer(): Promise<void> {
  endOnSignals();
  for (const stream of [process.stdout, process.stderr]) guardOutput(stream);
  const result = readProcessConfiguration();
  if (result.ok) {
    const { publicUrl, trustedProxies } = result.configuration;
    restoreContentEncoding();
    settleRequests(trustedProxies);
    setDoor({
      publicUrl: new URL(publicUrl),
      isDevelopment: isDevelopment(),
      frameOriginsOf,
      requireKnownSession,
      takeGuestTurn,
    });
    await startApplication(result.configuration, refuse);
    return;
  }
  const mistakes = result.mistakes.map(({ where, message }) => `  ${where}: ${message}`);
  refuse(["Clusterdeck did not start. Please correct:", ...mistakes].join("\n"));
}

async function requireKnownSession(headers: Headers): Promise<void> {
  await runningApplication()?.identify(headers);
}

/** Guests' pages count with what they ask for: one address has one budget. */
function takeGuestTurn(address: string | null): void {
  const application = runningApplication();
  if (application !== null) takeTurn(application.guestTurns, address);
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
