import "server-only";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { PollRun } from "@/lib/domain/time/poll-run";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createPause } from "../../pause";
import { type ClusterFilter, concernsAccount } from "../read/cluster-filter";
import type { Database } from "../schema";

/** A provider that fails every few minutes leaves hundreds of thousands of runs a year: no statement reads them all. */
const RUNS_PER_STATEMENT = 2_000;

const RUN_COLUMNS = ["accountId", "startedAt", "lastAt", "pollIntervalMs"] as const;

/**
 * The runs that overlap a window, and each account's first and last run, which say since when it has been watched and
 * whether it still is. Grouped by account, in order of time.
 */
export async function* readObservedRuns(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
): AsyncGenerator<PollRun> {
  for (const account of await readOutermostRuns(db, window)) {
    if (concernsAccount(filter, account.first.accountId)) yield* readRunsOf(db, account, window);
  }
}

interface OutermostRuns {
  first: PollRun;
  /** The latest that began before the window: runs do not overlap, so no other can reach into it. */
  reaching: PollRun | null;
  last: PollRun;
}

/** Of all accounts in one statement, because a database that is far away answers each in its own time. */
async function readOutermostRuns(db: Database, { from }: TimeWindow): Promise<OutermostRuns[]> {
  const runs = sql`from poll_run as other where other.account_id = account.id`;
  const { rows } = await sql<PollRun>`
    select run.account_id, run.started_at, run.last_at, run.poll_interval_ms
    from account join poll_run as run on run.account_id = account.id and run.started_at in (
      (select min(started_at) ${runs}), (select max(started_at) ${runs}),
      (select max(started_at) ${runs} and other.started_at <= ${from}))
    order by run.account_id, run.started_at`.execute(db);
  return [...Map.groupBy(rows, ({ accountId }) => accountId).values()].flatMap((own) => {
    const [first] = own;
    const last = own.at(-1);
    const reaching = own.findLast(({ startedAt }) => startedAt <= from) ?? null;
    return first === undefined || last === undefined ? [] : [{ first, reaching, last }];
  });
}

async function* readRunsOf(
  db: Database,
  { first, reaching, last }: OutermostRuns,
  { from, to }: TimeWindow,
): AsyncGenerator<PollRun> {
  yield first;
  const pause = createPause();
  for (let next = Math.max(reaching?.startedAt ?? from, first.startedAt + 1); next < last.startedAt; ) {
    const page = await db
      .selectFrom("pollRun")
      .select(RUN_COLUMNS)
      .where("accountId", "=", first.accountId)
      .where("startedAt", ">=", next)
      .where("startedAt", "<", Math.min(to, last.startedAt))
      .where("lastAt", ">=", from)
      .orderBy("startedAt")
      .limit(RUNS_PER_STATEMENT)
      .execute();
    yield* page;
    const latest = page.at(-1);
    if (latest === undefined || page.length < RUNS_PER_STATEMENT) break;
    next = latest.startedAt + 1;
    await pause();
  }
  if (last.startedAt !== first.startedAt) yield last;
}

/** When anything was read for the first time; `null` if nothing has been read yet. */
export async function readBeginning(db: Database): Promise<EpochMs | null> {
  const firsts = await db
    .selectFrom("account")
    .select((of) =>
      of
        .selectFrom("pollRun")
        .select((is) => is.fn.min("startedAt").as("at"))
        .whereRef("pollRun.accountId", "=", "account.id")
        .as("startedAt"),
    )
    .execute();
  const times = firsts.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt]));
  return times.length === 0 ? null : Math.min(...times);
}
