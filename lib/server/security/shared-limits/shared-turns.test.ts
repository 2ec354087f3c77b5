import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase } from "@/lib/server/store/open-database";
import { postgresStores } from "@/lib/testing/stores";
import { GUEST_RULE } from "../take-turn";
import { LIMIT_PART, type LimitTables } from "./limit-part";
import { createSharedTurns } from "./shared-turns";

const newDatabaseUrl = postgresStores();

async function startServers(count: number) {
  const clock = { now: Date.UTC(2026, 10, 29) };
  const store = openDatabase({ databaseUrl: await newDatabaseUrl() });
  onTestFinished(() => store.close());
  await migrate(store, LIMIT_PART.migrations);
  const db = store.db.withTables<LimitTables>();
  const servers = Array.from({ length: count }, () => {
    const turns = createSharedTurns({ db: () => db, now: () => clock.now });
    const limit = turns.limit("guests", GUEST_RULE);
    /** How many of so many requests are let through. */
    const ask = (requests: number) => {
      const admitted = Array.from({ length: requests }).filter(() => {
        const isAdmitted = limit.waitMs("office", clock.now) === 0;
        if (isAdmitted) limit.take("office", clock.now);
        return isAdmitted;
      });
      return admitted.length;
    };
    return { ask, share: turns.share };
  });
  return { clock, servers, db };
}

it.each([
  { how: "as often as it can", requests: 300 },
  { how: "as often as one server would let it", requests: 250 / GUEST_RULE.everyMs },
])(
  "gives a client that asks each of three servers $how a burst from each at first, and then what one server would",
  async ({ requests }) => {
    const { clock, servers } = await startServers(3);
    const { burst, everyMs } = GUEST_RULE;
    let admitted = 0;
    const seconds = 120;
    for (let tick = 0; tick < seconds * 4; tick += 1) {
      for (const { ask } of servers) admitted += ask(requests);
      if (tick % 4 === 3) for (const { share } of servers) await share();
      clock.now += 250;
    }
    const given = (seconds * 1_000) / everyMs;
    expect(admitted).toBeLessThanOrEqual(servers.length * burst + given);
    expect(admitted).toBeGreaterThanOrEqual(burst + given * 0.9);
  },
);

it("adds up once at a time however slow the database is, and what was taken meanwhile right after", async () => {
  const { clock, servers, db } = await startServers(1);
  const [server = expect.fail()] = servers;
  const rows = () => db.selectFrom("limitCount").select("fullAt").execute();
  server.ask(100);
  let underWay: Promise<void> | undefined;
  await db.transaction().execute(async (transaction) => {
    await sql`lock table limit_count`.execute(transaction);
    underWay = server.share();
    server.ask(100);
    expect(server.share()).toBe(underWay);
  });
  await underWay;
  expect(await rows()).toEqual([{ fullAt: clock.now + 100 * GUEST_RULE.everyMs }]);
  await expect.poll(rows).toEqual([{ fullAt: clock.now + 200 * GUEST_RULE.everyMs }]);
});

it("writes nothing of a client that asks seldom", async () => {
  const { servers, db } = await startServers(1);
  for (const { ask, share } of servers) {
    expect(ask(6)).toBe(6);
    await share();
  }
  expect(await db.selectFrom("limitCount").selectAll().execute()).toEqual([]);
});
