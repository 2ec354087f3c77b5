import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { openDatabase } from "@/lib/server/store/open-database";
import { postgresStores } from "@/lib/testing/stores";
import { type Attempt, createAttemptLimit, type Verdict } from "../attempt-limit";
import type { LimitTables } from "./limit-part";
import { openAttemptLimits } from "./open-attempt-limits";
import { removeEnded } from "./shared-counts";

const newDatabaseUrl = postgresStores();
const owner: Attempt = { target: "owner@example.org", address: "203.0.113.9" };

/** Servers of one database, by a clock that the test sets. */
async function startServers(count: number, clock: { now: number }) {
  const databaseUrl = await newDatabaseUrl();
  const starting = Array.from({ length: count }, async () => {
    const store = openDatabase({ databaseUrl });
    onTestFinished(() => store.close());
    return { store, limits: await openAttemptLimits(store, () => clock.now) };
  });
  return Promise.all(starting);
}

function decisionOf(verdict: Verdict) {
  return verdict.admitted ? "admitted" : verdict.retryAfterMs;
}

const events = fc.array(
  fc.record({
    server: fc.nat(1),
    pauseMs: fc.constantFrom(0, 1, 500, 30_000, DAY_MS),
    target: fc.constantFrom("a@example.org", " A@example.org", "b@example.org"),
    address: fc.constantFrom("198.51.100.1", "198.51.100.2", "2001:db8::1", "2001:db8:0:1::1", null),
    device: fc.option(fc.constantFrom("desk", "phone"), { nil: null, freq: 8 }),
    times: fc.integer({ min: 1, max: 8 }),
    becomes: fc.constantFrom("wrong", "wrong", "wrong", "right", "not compared"),
  }),
  { minLength: 5, maxLength: 40 },
);

describe("attempts at a secret on two servers", () => {
  it("are let through exactly as one server would let them through", async () => {
    const clock = { now: 0 };
    const servers = await startServers(2, clock);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(events, async (list) => {
        run += 1;
        clock.now = run * 100 * DAY_MS;
        const alone = createAttemptLimit();
        for (const { server, pauseMs, times, becomes, target, ...from } of list) {
          clock.now += pauseMs;
          const attempt = { ...from, target: `${target}${run}` };
          const shared = servers[server]?.limits("link");
          for (let time = 0; time < times; time += 1) {
            const expected = alone.attempt(attempt, clock.now);
            const verdict = await shared?.attempt(attempt);
            expect(verdict && decisionOf(verdict)).toEqual(decisionOf(expected));
            if (!expected.admitted || !verdict?.admitted) continue;
            if (becomes === "not compared") await Promise.all([expected.giveBack(), verdict.giveBack()]);
            if (becomes === "right") await Promise.all([alone.succeeded(attempt), shared?.succeeded(attempt)]);
          }
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it("are let through no more often however many come at once", async () => {
    const servers = await startServers(2, { now: 0 });
    const limits = servers.map(({ limits }) => limits("sign-in"));
    const verdicts = await Promise.all(
      Array.from({ length: 20 }).flatMap(() => limits.map((limit) => limit.attempt(owner))),
    );
    expect(verdicts.filter(({ admitted }) => admitted)).toHaveLength(5);
  });

  it("go on while the database is away, limited by each server with what it knew", async () => {
    const [first, second] = await startServers(2, { now: 0 });
    const [here, there] = [first?.limits("sign-in"), second?.limits("sign-in")];
    for (let time = 0; time < 2; time += 1) await there?.attempt(owner);
    expect(await here?.attempt(owner)).toMatchObject({ admitted: true });
    await first?.store.close();
    const verdicts = [];
    for (let time = 0; time < 4; time += 1) verdicts.push(await here?.attempt(owner));
    expect(verdicts.map((verdict) => verdict?.admitted)).toEqual([true, true, false, false]);
    expect(await here?.attempt({ ...owner, address: "203.0.113.10" })).toMatchObject({ admitted: true });
  });

  it("do not wait one after the other for a database that does not answer, and are counted in it again soon", async () => {
    const clock = { now: 0 };
    const [server] = await startServers(1, clock);
    const limit = server?.limits("sign-in");
    const counted = async () => {
      const counts = await server?.store.db.withTables<LimitTables>().selectFrom("limitCount").selectAll().execute();
      return counts?.length;
    };
    await server?.store.db.transaction().execute(async (transaction) => {
      await sql`lock table limit_count`.execute(transaction);
      const many = Array.from({ length: 30 }, () => limit?.attempt(owner));
      const verdicts = await Promise.all(many);
      expect(verdicts.filter((verdict) => verdict?.admitted)).toHaveLength(5);
    });
    clock.now = 4_999;
    await limit?.attempt({ target: "other@example.org", address: null });
    expect(await counted()).toBe(0);
    clock.now = 5_000;
    await limit?.attempt({ target: "other@example.org", address: null });
    expect(await counted()).toBeGreaterThan(0);
  });

  it("are a known device's own, whatever strangers do meanwhile", async () => {
    const [server] = await startServers(1, { now: 0 });
    const limit = server?.limits("sign-in");
    const strangers = Array.from({ length: 190 }, (_, index) =>
      limit?.attempt({ target: owner.target, address: `198.51.100.${index}` }),
    );
    const decided: string[] = [];
    await Promise.all([
      Promise.all(strangers).then(() => decided.push("strangers")),
      Promise.resolve(limit?.attempt({ ...owner, device: "desk" })).then(() => decided.push("owner")),
    ]);
    expect(decided).toEqual(["owner", "strangers"]);
  });
});

describe("what is stored of attempts", () => {
  it("holds no address, is gone once it says nothing, and is bounded by what says least", async () => {
    const clock = { now: 0 };
    const [server] = await startServers(1, clock);
    if (server === undefined) return;
    const db = server.store.db.withTables<LimitTables>();
    await server.limits("sign-in").attempt(owner);
    const rows = await db.selectFrom("limitCount").selectAll().execute();
    expect(rows.map(({ fullAt }) => fullAt).sort((a, b) => a - b)).toEqual([2_000, 30_000, 30_000]);
    expect(JSON.stringify(rows)).not.toMatch(/owner|203\.0/);
    await removeEnded(db, 29_999);
    expect(await db.selectFrom("limitCount").select("fullAt").execute()).toHaveLength(2);
    await sql`insert into limit_count select 'made up ' || n, 29999 + n from generate_series(1, 200005) as n`.execute(
      db,
    );
    await removeEnded(db, 29_999);
    const { count, least } = await db
      .selectFrom("limitCount")
      .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("fullAt").as("least")])
      .executeTakeFirstOrThrow();
    expect([count, least]).toEqual([200_000, 30_005]);
  });
});
