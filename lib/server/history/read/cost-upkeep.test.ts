import { sql } from "kysely";
import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { pollOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { type History, openHistory } from "../open-history";
import type { Tables } from "../schema";
import { ALL_CLUSTERS } from "./cluster-filter";
import { storeDays } from "./cost-upkeep";
import { MAX_STORED_MOMENTS } from "./stored-samples";

const START = Date.UTC(2026, 9, 1);
const DAYS = 60;
const NOW = START + DAYS * DAY_MS;

async function withDays(location: StoreLocation) {
  const history = await openHistory(location);
  for (const at of [START, NOW]) await history.recordPoll(pollOf(at, { pollIntervalMs: DAY_MS }));
  const store = openDatabase(location);
  const db = store.db.withTables<Tables>();
  const stored = async () =>
    (await db.selectFrom("costSample").select("at").orderBy("at").execute()).map(({ at }) => at);
  const close = async () => {
    await store.close();
    await history.close();
  };
  return { history, db, dialect: store.dialect, stored, close };
}

async function costsAt(history: History, moments: readonly number[]) {
  const samples = (
    await Array.fromAsync(history.sampleCosts(moments, "group", ALL_CLUSTERS, { isStored: true }))
  ).flat();
  return samples.map(({ at, accrued }) => [at, accrued]);
}

const midnights = Array.from({ length: DAYS - 1 }, (_, index) => START + (index + 1) * DAY_MS);

describeEachStore((newStore) => {
  it("stores what each day began with, and after an interruption what is missing", async () => {
    const { history, stored, close } = await withDays(await newStore());
    const aborted = new AbortController();
    const interrupted: History = {
      ...history,
      async *sampleCosts(...asked) {
        for await (const samples of history.sampleCosts(...asked)) {
          aborted.abort();
          yield samples;
        }
      },
    };
    await expect(storeDays(interrupted, "UTC", NOW, aborted.signal)).rejects.toThrow();
    const before = await stored();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(midnights.length);
    await storeDays(history, "UTC", NOW, new AbortController().signal);
    expect(await stored()).toEqual(midnights);
    await close();
  });

  it("makes room once there are many other moments, and keeps the days", async () => {
    const { history, db, stored, close } = await withDays(await newStore());
    const signal = new AbortController().signal;
    await storeDays(history, "UTC", NOW, signal);
    const others = Array.from({ length: MAX_STORED_MOMENTS / 2 }, (_, index) => START + (index + 1) * 15 * MINUTE_MS);
    const rows = others.filter((at) => at % DAY_MS !== 0).map((at) => ({ at, samples: "[]" }));
    for (let first = 0; first < rows.length; first += 500) {
      await db
        .insertInto("costSample")
        .values(rows.slice(first, first + 500))
        .execute();
    }
    await storeDays(history, "UTC", NOW, signal);
    expect(await stored()).toEqual(midnights);
    await close();
  });

  it("answers from the record while nothing can be stored", async () => {
    const { history, db, dialect, stored, close } = await withDays(await newStore());
    if (dialect === "postgres") await sql`alter table cost_sample add constraint full_disk check (at < 0)`.execute(db);
    else {
      await sql`create trigger full_disk before insert on cost_sample begin select raise(fail, 'full'); end`.execute(
        db,
      );
    }
    await storeDays(history, "UTC", NOW, new AbortController().signal);
    expect(await stored()).toEqual([]);
    const [first] = await costsAt(history, [START + DAY_MS]);
    expect(first).toEqual([START + DAY_MS, BigInt(24 * 10_000_000) * BigInt(HOUR_MS)]);
    await close();
  });
});
