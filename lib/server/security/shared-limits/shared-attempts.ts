import "server-only";
import type { Kysely } from "kysely";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { answerInTime } from "../../store/confirmed-answers";
import { createThrottledLog } from "../../throttled-log";
import { type Attempt, type AttemptLimit, createAttemptLimit } from "../attempt-limit";
import { createAttemptQueue } from "./attempt-queue";
import type { LimitTables } from "./limit-part";
import { changeTogether, createRareRemoval } from "./shared-counts";

/** A database that has not answered is not waited for again with each attempt. */
const AWAY_MS = 5 * SECOND_MS;

interface Options {
  db: Kysely<LimitTables>;
  /** What is tried: limits of different secrets have nothing to do with one another. */
  kind: string;
  now: () => EpochMs;
}

/**
 * One limit for all servers of a database: what they let through together is what one of them would alone. Each attempt is
 * decided about as the database has it, and counted there before the secret is compared. While the database does not answer,
 * each server decides by what it last read and has counted since.
 */
export function createSharedAttemptLimit({ db, kind, now }: Options): AttemptLimit {
  const limit = createAttemptLimit();
  const queue = createAttemptQueue();
  const noteFailure = createThrottledLog("Attempts could not be counted together with other servers");
  const removeSometimes = createRareRemoval(db, now);
  let failedAt: EpochMs | null = null;

  async function together<Result>(attempt: Attempt, change: () => Result): Promise<Result> {
    if (failedAt !== null && Math.abs(now() - failedAt) < AWAY_MS) return change();
    const counts = limit.countsOf(attempt).map((count) => ({ ...count, name: `${kind} ${count.name}` }));
    const tooLate = new AbortController();
    let made: { result: Result } | null = null;
    const changeOnce = () => {
      made ??= { result: change() };
      return made.result;
    };
    try {
      return await answerInTime(changeTogether(db, counts, { now: now(), signal: tooLate.signal, change: changeOnce }));
    } catch (error) {
      tooLate.abort();
      failedAt = now();
      noteFailure(error);
      return changeOnce();
    }
  }

  return {
    async attempt(attempt) {
      void removeSometimes().catch(noteFailure);
      const deciding = () => together(attempt, () => limit.attempt(attempt, now()));
      // Whoever strangers cannot keep out of the limit does not wait for them either.
      const verdict = await (attempt.device ? deciding() : queue.run(deciding));
      if (!verdict.admitted) return verdict;
      const giveBack = async () => {
        await together(attempt, verdict.giveBack);
      };
      return { admitted: true, giveBack };
    },
    succeeded: (attempt) => together(attempt, () => limit.succeeded(attempt)),
  };
}
