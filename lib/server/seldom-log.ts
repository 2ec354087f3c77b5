import "server-only";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { log } from "./log";

const EVERY_MS = MINUTE_MS;

/** Logs that something fails once a minute, and not for every request that anybody may send in the meantime. */
export type SeldomLog = (error: unknown) => void;

export function createSeldomLog(
  message: string,
  { write = (entry: object) => log().error(entry, message), now = () => performance.now() } = {},
): SeldomLog {
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
