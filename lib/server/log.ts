import "server-only";
import { type Logger, pino } from "pino";
import { replaceSecrets } from "./redaction/secrets";
import { singleton } from "./singleton";

/**
 * The structured log of the process. Every finished line passes the scrubber, so that no configured key is ever in it.
 */
export function log(): Logger {
  return singleton("log", () =>
    pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: replaceSecrets } }),
  );
}
