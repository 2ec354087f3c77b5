import "server-only";
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
  const accounts = await db.selectFrom("account").select("id").orderBy("id").execute();
  for (const { id } of accounts) if (concernsAccount(filter, id)) yield* readRunsOf(db, id, window);
}

async function* readRunsOf(db: Database, accountId: string, { from, to }: TimeWindow): AsyncGenerator<PollRun> {
  const runs = db.selectFrom("pollRun").select(RUN_COLUMNS).where("accountId", "=", accountId);
  const first = await runs.orderBy("startedAt").limit(1).executeTakeFirst();
  if (first === undefined) return;
  yield first;
  // Runs do not overlap, so of those that began before the window only the latest can reach into it.
  const reaching = await runs.where("startedAt", "<=", from).orderBy("startedAt", "desc").limit(1).executeTakeFirst();
  let latest = first;
  const pause = createPause();
  let next = Math.max(reaching?.startedAt ?? from, first.startedAt + 1);
  for (;;) {
    const page = await runs
      .where("startedAt", ">=", next)
      .where("startedAt", "<", to)
      .where("lastAt", ">=", from)
      .orderBy("startedAt")
      .limit(RUNS_PER_STATEMENT)
      .execute();
    yield* page;
    latest = page.at(-1) ?? latest;
    if (page.length < RUNS_PER_STATEMENT) break;
    next = latest.startedAt + 1;
    await pause();
  }
  const last = await runs.orderBy("startedAt", "desc").limit(1).executeTakeFirst();
  if (last !== undefined && last.startedAt !== latest.startedAt) yield last;
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
