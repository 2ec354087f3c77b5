import "server-only";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { busy } from "../../refusal";

/** Each takes some milliseconds where the database is well, so that none waits for a second. */
const MAX_WAITING = 200;
/** Longer than a database is waited for: what then is decided without it lets all others go on at once. */
const MAX_WAIT_MS = 5 * SECOND_MS;

export interface AttemptQueue {
  /** Throws a 503, and does nothing, if too many wait already or those before take too long. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Work that is done one after the other, so that a flood of attempts takes one connection. */
export function createAttemptQueue(): AttemptQueue {
  let latest: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async run<Result>(work: () => Promise<Result>): Promise<Result> {
      if (waiting >= MAX_WAITING) throw tooMany();
      waiting += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        reject(tooMany());
      }, MAX_WAIT_MS).unref();
      latest = latest.then(async () => {
        clearTimeout(timer);
        if (!isOver) await work().then(resolve, reject);
        waiting -= 1;
      });
      return promise;
    },
  };
}

function tooMany() {
  return busy("Too many others are trying at the moment.", SECOND_MS);
}
