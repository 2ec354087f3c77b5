import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import {
  behindGate,
  type CoordinatedServer,
  coordinatedDatabase,
  expectShared,
  LASTING,
  LEASES,
  QUICK,
  startCoordinated as start,
  trustedOf,
} from "@/lib/testing/servers/coordinated-servers";
import { postgresStores } from "@/lib/testing/stores";
import { openDatabase } from "../../store/open-database";
import { openPool } from "../../store/postgres-pool";
import { confirmTerm } from "../confirm-term";
import { LostLease } from "../leases";
import { TIMING } from "./timing";

const newDatabaseUrl = postgresStores();
const newDatabase = async () => coordinatedDatabase(await newDatabaseUrl());
const TERMINATE_ALL =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

/** Looks again and again whether two servers trust in the same lease, or an epoch was used twice. Returns what was wrong. */
function watch(servers: () => readonly CoordinatedServer[]) {
  const wrong = new Set<string>();
  const timer = setInterval(() => {
    const trusted = trustedOf(servers());
    for (const lease of trusted)
      if (trusted.indexOf(lease) !== trusted.lastIndexOf(lease)) wrong.add(`two have ${lease}`);
  }, 1);
  return () => {
    clearInterval(timer);
    const epochs = servers().flatMap(({ terms }) => terms.map(({ lease, epoch }) => `${lease} ${epoch}`));
    for (const one of epochs) if (epochs.indexOf(one) !== epochs.lastIndexOf(one)) wrong.add(`twice: ${one}`);
    return [...wrong];
  };
}

it("is never trusted by two servers, whatever becomes of the network, and none is left without one", async () => {
  const { databaseUrl, client } = await newDatabase();
  const STEP = fc.record({
    server: fc.nat(2),
    fault: fc.constantFrom("frozen", "cut", "stopped", "terminated", "paused"),
    // Some are over before a lease is, and some are not.
    forMs: fc.constantFrom(50, QUICK.ttlMs / 2, QUICK.ttlMs + 250),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 3, maxLength: 5 }), async (steps) => {
      const paused = [0, 0, 0];
      const gates = await Promise.all(paused.map(() => behindGate(databaseUrl)));
      const all: CoordinatedServer[] = [];
      const begin = (index: number) => {
        const clocks = { monotonic: () => performance.now() + (paused[index] ?? 0) };
        const server = start({ ...(gates[index] ?? expect.fail()), clocks }, LEASES);
        all.push(server);
        return server;
      };
      const running = paused.map((_, index) => begin(index));
      const wrong = watch(() => all);
      await expectShared(running);
      for (const { server: index, fault, forMs } of steps) {
        const gate = gates[index]?.gate ?? expect.fail();
        if (fault === "stopped") {
          await running[index]?.stop();
          running[index] = begin(index);
        } else if (fault === "terminated") {
          await client.query(TERMINATE_ALL);
        } else if (fault === "cut") gate.cut();
        else gate.freeze();
        await sleep(forMs);
        if (fault === "paused") paused[index] = (paused[index] ?? 0) + QUICK.ttlMs;
        gate.open();
        await expectShared(running);
      }
      expect(wrong()).toEqual([]);
      for (const server of running) await server.stop();
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

it("lets nobody write in a term that another server's has followed, and nobody take over while somebody writes", async () => {
  const { databaseUrl } = await newDatabase();
  const behind = await behindGate(databaseUrl);
  // The term ends neither because a busy machine is late with a renewal, nor to spread the leases.
  const timing = { ...LASTING, ttlMs: 10_000, trustMs: 9_700 };
  const zombie = start({ ...behind, timing }, ["alerts"]);
  await expectShared([zombie], ["alerts"]);
  const heir = start({ databaseUrl, timing }, ["alerts"]);
  await expectShared([zombie, heir], ["alerts"]);
  const term = zombie.terms[0] ?? expect.fail();
  const store = openDatabase({ databaseUrl });
  onTestFinished(() => store.close());

  await store.db.transaction().execute(async (transaction) => {
    /** For longer than a term is: the database ends a transaction in which nothing happens. */
    const goOn = async () => {
      for (const untilMs = performance.now() + 1.5 * timing.ttlMs; performance.now() < untilMs; await sleep(500))
        await sql`select 1`.execute(transaction);
    };
    await confirmTerm(transaction, term);
    await goOn();
    // Its own renewals went on meanwhile.
    expect(term.isTrusted()).toBe(true);
    behind.gate.freeze();
    void zombie.stop();
    await goOn();
    expect(heir.terms).toEqual([]);
  });
  behind.gate.open();
  await expect.poll(() => heir.trusted()).toEqual(["alerts"]);
  const late = store.db.transaction().execute((transaction) => confirmTerm(transaction, term));
  await expect(late).rejects.toBeInstanceOf(LostLease);
});

it("is kept by a process that is stopped in the middle of writing for less long than it is valid", async () => {
  const { databaseUrl, client } = await newDatabase();
  const holder = start({ databaseUrl, timing: LASTING }, ["alerts"]);
  await expectShared([holder], ["alerts"]);
  const other = start({ databaseUrl }, ["alerts"]);
  const store = openDatabase({ databaseUrl });
  const [begun, stopped] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()];
  onTestFinished(async () => {
    stopped.resolve();
    await store.close();
  });
  const writing = store.db.transaction().execute(async (transaction) => {
    await confirmTerm(transaction, holder.terms[0] ?? expect.fail());
    const name = "idle_in_transaction_session_timeout";
    const { rows } = await sql<{ ms: number }>`select setting::int as ms from pg_settings where name = ${name}`.execute(
      transaction,
    );
    // The rest is the database's to do, which is not waited for so long here.
    await sql`select set_config(${name}, '500', true)`.execute(transaction);
    begun.resolve(rows[0]?.ms ?? Number.NaN);
    await stopped.promise;
  });
  writing.catch(() => undefined);
  const maxSilenceMs = await begun.promise;
  expect(maxSilenceMs).toBeGreaterThan(0);
  expect(maxSilenceMs).toBeLessThan(TIMING.ttlMs);
  await holder.stop();
  await expect.poll(() => other.trusted()).toEqual(["alerts"]);
  // What is written later waits for as long as it likes again.
  const { rows } = await client.query("show idle_in_transaction_session_timeout");
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: "0" }]);
});

it("ends on a server that stops, which is gone before its own queries give up on a database that does not answer", async () => {
  const { databaseUrl } = await newDatabase();
  const behind = await behindGate(databaseUrl);
  const server = start({ ...behind, timing: { ...LASTING, leaveWithinMs: 500 } }, LEASES);
  await expectShared([server]);
  // Its query gives up a second earlier than one that the server sends as it stops.
  const other = openPool(behind.databaseUrl, { max: 1, statementTimeoutMs: 2_000 });
  await other.query("select 1");
  behind.gate.freeze();
  let hasGivenUp = false;
  const asking = other.query("select 1").catch(() => {
    hasGivenUp = true;
  });
  await server.stop();
  expect(hasGivenUp).toBe(false);
  expect(server.trusted()).toEqual([]);
  expect(server.terms.every(({ signal }) => signal.aborted)).toBe(true);
  behind.gate.open();
  await asking;
  await other.end();
});

it("ends in time on a server that loses the database and had others beside it", async () => {
  const { databaseUrl } = await newDatabase();
  const behind = await behindGate(databaseUrl);
  const servers = [start(behind, LEASES), start(behind, LEASES)];
  await expectShared(servers);
  behind.gate.refuse();
  await expect.poll(() => trustedOf(servers)).toEqual([]);
});

it("goes on where the database is away and no other server was there, until the database says otherwise", async () => {
  const { databaseUrl, client } = await newDatabase();
  const behind = await behindGate(databaseUrl);
  // A round that is late while the database is away would lose them.
  const timing = { ...LASTING, ttlMs: 10_000, trustMs: 9_700 };
  const alone = start({ ...behind, timing }, LEASES);
  await expectShared([alone]);
  behind.gate.refuse();
  await sleep(1.5 * timing.ttlMs);
  expect([alone.trusted().length, alone.terms.length]).toEqual([LEASES.length, LEASES.length]);
  await client.query("update lease set holder = 'other', epoch = epoch + 1, expires_at = now() + interval '1 hour'");
  behind.gate.open();
  await expect.poll(() => alone.trusted()).toEqual([]);
});

it("ends in time on a lone server that the database answers, but with a refusal: other servers may get in", async () => {
  const { databaseUrl, client } = await newDatabase();
  await client.query("create role lone login superuser password 'lone'");
  onTestFinished(async () => void (await client.query("drop role lone")));
  const url = new URL(databaseUrl);
  [url.username, url.password] = ["lone", "lone"];
  const alone = start({ databaseUrl: url.href }, LEASES);
  await expectShared([alone]);
  await client.query("alter role lone nosuperuser connection limit 0");
  await client.query(TERMINATE_ALL);
  await expect.poll(() => alone.trusted()).toEqual([]);
});

it("ends as soon as the database says that another server has it, however long it was to last", async () => {
  const { databaseUrl, client } = await newDatabase();
  const server = start({ databaseUrl, timing: LASTING }, ["alerts"]);
  await expectShared([server], ["alerts"]);
  await client.query("update lease set holder = 'other', epoch = epoch + 1, expires_at = now() + interval '1 hour'");
  await expect.poll(() => server.trusted()).toEqual([]);
});
