import "server-only";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { log } from "./log";

const EVERY_MS = MINUTE_MS;

/** Logs a failure at most once a minute, however many requests meet it in the meantime. */
export type ThrottledLog = (error: unknown) => void;

export function createThrottledLog(
  message: string,
  { write = (entry: object) => log().error(entry, message), now = () => performance.now() } = {},
): ThrottledLog {
  let writtenAt = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return (error) => {
    if (now() - writtenAt < EVERY_MS) {
      leftOut += 1;
      return;
    }
    write({ err: error, ...(leftOut > 0 && { alsoBefore: leftOut }) });
    writtenAt = now();
    leftOut = 0;
  };
}
