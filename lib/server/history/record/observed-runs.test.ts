import { expect, it } from "vitest";
import type { PollRun } from "@/lib/domain/time/poll-run";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { openDatabase } from "../../store/open-database";
import { openHistory } from "../open-history";
import { ALL_CLUSTERS } from "../read/cluster-filter";
import { MAX_TIMELINE_ROWS } from "../read/read-timeline";
import type { Tables } from "../schema";

const RUNS = 4_500;
const EVERY_MS = 300_000;

describeEachStore((newStore) => {
  it("reads each account's first and last run, and every one between that overlaps the window, however many there are", async () => {
    const location = await newStore();
    const history = await openHistory(location);
    const store = openDatabase(location);
    const db = store.db.withTables<Tables>();
    const runs = ["a", "b"].flatMap((accountId) =>
      Array.from(
        { length: RUNS },
        (_, index): PollRun => ({
          accountId,
          startedAt: 1_000 + index * EVERY_MS,
          lastAt: 1_000 + index * EVERY_MS + 200_000,
          pollIntervalMs: 15_000,
        }),
      ),
    );
    for (const id of ["a", "b"]) await db.insertInto("account").values({ id, provider: "shadeform" }).execute();
    for (let first = 0; first < runs.length; first += 500) {
      await db
        .insertInto("pollRun")
        .values(runs.slice(first, first + 500))
        .execute();
    }
    const end = RUNS * EVERY_MS;
    for (const [from, to] of [
      [0, end],
      [150_000, end - 2 * EVERY_MS],
      [10 * EVERY_MS + 250_000, 12 * EVERY_MS],
      [end + 1, end + 1],
    ] as const) {
      const expected = runs.filter(
        ({ startedAt, lastAt }, index) =>
          index % RUNS === 0 || index % RUNS === RUNS - 1 || (startedAt < to && lastAt >= from),
      );
      expect(await Array.fromAsync(history.observedRuns({ from, to }, ALL_CLUSTERS))).toEqual(expected);
    }
    await db.destroy();
    await history.close();
  });

  it("says when a timeline is longer than can be shown, and reads no more of it", async () => {
    const location = await newStore();
    const history = await openHistory(location);
    await history.recordPoll(pollOf(0, { clusters: [readingOf()] }));
    const { db } = openDatabase(location);
    const own = db.withTables<Tables>();
    const row = await own.selectFrom("clusterInterval").selectAll().executeTakeFirstOrThrow();
    for (let first = 0; first <= MAX_TIMELINE_ROWS; first += 500) {
      const rows = Array.from({ length: 500 }, (_, index) => ({
        ...row,
        ...{ startedAt: 1 + first + index, endedAt: 2 + first + index },
      }));
      await own.insertInto("clusterInterval").values(rows).execute();
    }
    const read = (to: number) => history.readTimeline("shade~a", { from: 1, to }, { withNodes: false, now: to });
    expect(await read(20_000)).toMatchObject({ isCut: true, rows: { length: MAX_TIMELINE_ROWS + 1 } });
    expect(await read(5_000)).toMatchObject({ isCut: false, rows: { length: 4_999 } });
    await db.destroy();
    await history.close();
  });
});
