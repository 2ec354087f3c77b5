import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { sql } from "kysely";
import { pino } from "pino";
import { expect, it, onTestFinished, vi } from "vitest";
import {
  type CoordinatedServer,
  coordinatedDatabase,
  LASTING,
  QUICK,
  startCoordinated as start,
} from "@/lib/testing/servers/coordinated-servers";
import { type NetworkGate, openGate } from "@/lib/testing/servers/network-gate";
import { postgresStores } from "@/lib/testing/stores";
import { openDatabase } from "../../store/open-database";
import { confirmTerm } from "../confirm-term";
import { LostLease } from "../leases";
import { createDatabaseClock } from "./database-clock";
import { createLeaseRows } from "./lease-rows";
import { createPostgresLeases } from "./postgres-leases";
import { CLOCKS, TIMING } from "./timing";

const newDatabaseUrl = postgresStores();
const newDatabase = async () => coordinatedDatabase(await newDatabaseUrl());
const LEASES = ["account:a", "account:b", "account:c", "alerts", "reachability", "upkeep"];
const SOON = { timeout: 20_000 };

const trustedOf = (servers: readonly CoordinatedServer[]) => servers.flatMap((server) => server.trusted()).sort();

/** Waits until the servers have all leases between them, and each has seen the others. */
async function expectShared(servers: readonly CoordinatedServer[], leases: readonly string[] = LEASES): Promise<void> {
  await expect.poll(() => trustedOf(servers), SOON).toEqual([...leases].sort());
  const seen = () => servers.map((server) => server.servers()?.length);
  await expect.poll(seen, SOON).toEqual(servers.map(() => servers.length));
}

/** As a network between one server and the database that may fail. */
async function behindGate(databaseUrl: string): Promise<{ url: string; gate: NetworkGate }> {
  const url = new URL(databaseUrl);
  const gate = await openGate(Number(url.port));
  onTestFinished(() => gate.close());
  url.port = String(gate.port);
  return { url: url.href, gate };
}

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

it("is spread over the servers, each of which sees what the others hold", async () => {
  const { databaseUrl } = await newDatabase();
  const servers = [1, 2, 3].map(() => start({ databaseUrl }, LEASES));
  await expectShared(servers);
  for (const [index, server] of servers.entries()) {
    const own = () =>
      server
        .servers()
        ?.find(({ isThis }) => isThis)
        ?.leases.toSorted();
    await expect.poll(own, SOON).toEqual(servers[index]?.trusted().sort());
  }
  const leases = Array.from({ length: 30 }, (_, index) => `account:${index}`);
  for (const server of servers)
    for (const lease of leases) server.leases.want(lease, (term) => server.terms.push(term));
  await expectShared(servers, [...LEASES, ...leases]);
  for (const server of servers) await expect.poll(() => server.trusted().length, SOON).toBeGreaterThan(3);
});

it("goes to another server at once when one stops, with a higher epoch", async () => {
  const { databaseUrl } = await newDatabase();
  const lasting = { databaseUrl, timing: LASTING };
  const [one, other] = [start(lasting, LEASES), start(lasting, LEASES)];
  await expectShared([one, other]);
  const before = new Map(one.terms.map(({ lease, epoch }) => [lease, epoch]));
  await one.stop();
  expect(one.trusted()).toEqual([]);
  expect(one.terms.every(({ signal }) => signal.aborted)).toBe(true);
  await expect.poll(() => other.trusted().length, SOON).toBe(LEASES.length);
  for (const { lease, epoch } of other.terms) expect(epoch).toBeGreaterThan(before.get(lease) ?? 0);
  expect(other.servers()).toMatchObject([{ isThis: true }]);
});

it("goes to another server that looks only when it is told, since the one that stops tells it in its last statement", async () => {
  const { databaseUrl, client } = await newDatabase();
  const timing = { ...LASTING, roundEveryMs: 600_000, roundJitterMs: 0 };
  const one = start({ databaseUrl, timing }, LEASES);
  await expect.poll(() => one.trusted().length, SOON).toBe(LEASES.length);
  const other = start({ databaseUrl, timing }, LEASES);
  await expect.poll(() => other.servers()?.length, SOON).toBe(2);
  const listening = async () => {
    const { rows } = await client.query(
      "select from pg_stat_activity where datname = current_database() and state = 'idle' and query = 'listen clusterdeck'",
    );
    return rows.length;
  };
  await expect.poll(listening, SOON).toBe(2);
  await one.stop();
  await expect.poll(() => other.trusted().length, SOON).toBe(LEASES.length);
});

it("is let go of where it is wanted no more, and taken again where it is wanted again, in another term", async () => {
  const { databaseUrl } = await newDatabase();
  const server = start({ databaseUrl }, []);
  const release = server.leases.want("alerts", (term) => server.terms.push(term));
  await expect.poll(() => server.trusted(), SOON).toEqual(["alerts"]);
  const released = release();
  expect(server.trusted()).toEqual([]);
  server.leases.want("alerts", (term) => server.terms.push(term));
  await released;
  await expect.poll(() => server.trusted(), SOON).toEqual(["alerts"]);
  const [first, second] = server.terms;
  expect(second?.epoch).toBeGreaterThan(first?.epoch ?? Number.NaN);
});

it("is not kept from others by a server that lets go of it while it takes it", async () => {
  const { databaseUrl, client } = await newDatabase();
  const store = openDatabase({ databaseUrl });
  const self = { id: "one", name: "host", version: "1.0.0", build: null };
  const rows = createLeaseRows(store.db, { self, ttlMs: QUICK.ttlMs, notifyOthers: sql`null` });
  let takes = 0;
  const take = async (wanted: readonly string[]) => {
    const taken = await rows.take(wanted);
    takes += taken.length;
    await release();
    return taken;
  };
  const log = pino({ enabled: false });
  const leases = createPostgresLeases({
    ...{ rows: { ...rows, take }, self, clock: createDatabaseClock(CLOCKS, log), clocks: CLOCKS },
    ...{ timing: QUICK, hearsHints: () => true, log, random: Math.random },
  });
  onTestFinished(async () => {
    await leases.stop();
    await store.close();
  });
  const onTerm = vi.fn();
  const release = leases.want("alerts", onTerm);
  leases.begin();
  await expect.poll(() => takes, SOON).toBe(1);
  const holders = async () => (await client.query("select holder from lease")).rows;
  await expect.poll(holders, SOON).toEqual([{ holder: "" }]);
  expect(onTerm).not.toHaveBeenCalled();
});

it("is handed over once what has begun in it is written, and is not kept by what takes too long", async () => {
  const { databaseUrl } = await newDatabase();
  const timing = { ...QUICK, finishWithinMs: 1_000 };
  const old = start({ databaseUrl, timing }, []);
  const events: string[] = [];
  const finishing = Promise.withResolvers<void>();
  old.leases.want(
    "account:a",
    (term) => {
      old.terms.push(term);
      term.signal.addEventListener("abort", () => events.push("ended"));
    },
    async () => {
      events.push(`finishes, ${old.trusted()}`);
      await finishing.promise;
      events.push("finished");
    },
  );
  old.leases.want(
    "account:b",
    (term) => old.terms.push(term),
    () => new Promise(() => {}),
  );
  await expectShared([old], ["account:a", "account:b"]);
  const newer = start({ databaseUrl, timing, version: "1.1.0" }, ["account:a", "account:b"]);
  await expect.poll(() => events, SOON).toEqual(["finishes, account:a,account:b"]);
  finishing.resolve();
  await expect.poll(() => newer.trusted().toSorted(), SOON).toEqual(["account:a", "account:b"]);
  expect(events).toEqual(["finishes, account:a,account:b", "finished", "ended"]);
});

it("is begun again, and others beside it, where what it is for could not be begun", async () => {
  const { databaseUrl } = await newDatabase();
  const server = start({ databaseUrl }, []);
  let tries = 0;
  server.leases.want("account:a", (term) => {
    tries += 1;
    if (tries === 1) throw new Error("planted");
    server.terms.push(term);
  });
  for (const lease of ["account:b", "account:c"]) server.leases.want(lease, (term) => server.terms.push(term));
  await expect.poll(() => server.trusted().toSorted(), SOON).toEqual(["account:a", "account:b", "account:c"]);
  expect(tries).toBe(2);
});

it("goes to a newer server as a whole, and never back as long as that one lives", async () => {
  const { databaseUrl } = await newDatabase();
  const old = start({ databaseUrl }, LEASES);
  await expectShared([old]);
  const newer = start({ databaseUrl, version: "1.1.0" }, LEASES);
  await expect.poll(() => newer.trusted().length, SOON).toBe(LEASES.length);
  const taken = old.terms.length;
  await sleep(3 * QUICK.settledMs);
  expect([old.terms.length, newer.trusted().length]).toEqual([taken, LEASES.length]);
  await newer.stop();
  await expect.poll(() => old.trusted().length, SOON).toBe(LEASES.length);
});

it("comes back to an older server if the newer one does not want it, and stays there", async () => {
  const { databaseUrl } = await newDatabase();
  const old = start({ databaseUrl }, ["account:x"]);
  await expectShared([old], ["account:x"]);
  start({ databaseUrl, version: "1.1.0" }, []);
  await expect.poll(() => old.terms.length, SOON).toBe(2);
  await sleep(3 * QUICK.settledMs);
  expect([old.terms.length, old.trusted()]).toEqual([2, ["account:x"]]);
});

it("is never trusted by two servers, whatever becomes of the network, and none is left without one", async () => {
  const { databaseUrl, client } = await newDatabase();
  const STEP = fc.record({
    server: fc.nat(2),
    fault: fc.constantFrom("frozen", "cut", "stopped", "terminated", "paused"),
    forMs: fc.constantFrom(50, 400, 1_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 3, maxLength: 5 }), async (steps) => {
      const paused = [0, 0, 0];
      const gates = await Promise.all(paused.map(() => behindGate(databaseUrl)));
      const all: CoordinatedServer[] = [];
      const begin = (index: number) => {
        const clocks = { monotonic: () => performance.now() + (paused[index] ?? 0) };
        const server = start({ databaseUrl: gates[index]?.url ?? expect.fail(), clocks }, LEASES);
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
          await client.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
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
    { numRuns: 3 },
  );
}, 120_000);

it("lets nobody write in a term that another server's has followed, and nobody take over while somebody writes", async () => {
  const { databaseUrl } = await newDatabase();
  const { url, gate } = await behindGate(databaseUrl);
  const zombie = start({ databaseUrl: url }, ["alerts"]);
  await expectShared([zombie], ["alerts"]);
  const heir = start({ databaseUrl }, ["alerts"]);
  await expectShared([zombie, heir], ["alerts"]);
  const term = zombie.terms[0] ?? heir.terms[0] ?? expect.fail();
  const [holder, other] = zombie.terms.length > 0 ? [zombie, heir] : [heir, zombie];
  const store = openDatabase({ databaseUrl });
  onTestFinished(() => store.close());

  await store.db.transaction().execute(async (transaction) => {
    await confirmTerm(transaction, term);
    // Its own renewals go on meanwhile, and what it is held up by is more than a term is long.
    await sleep(2 * QUICK.ttlMs);
    expect(term.isTrusted()).toBe(true);
    gate.freeze();
    const stopping = holder.stop();
    await sleep(2 * QUICK.ttlMs);
    expect(other.terms).toEqual([]);
    await stopping;
  });
  gate.open();
  await expect.poll(() => other.trusted(), SOON).toEqual(["alerts"]);
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
  await expect.poll(() => other.trusted(), SOON).toEqual(["alerts"]);
  // What is written later waits for as long as it likes again.
  const { rows } = await client.query("show idle_in_transaction_session_timeout");
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: "0" }]);
});

it("ends in time on a server that loses the database and had others beside it", async () => {
  const { databaseUrl } = await newDatabase();
  const { url, gate } = await behindGate(databaseUrl);
  const servers = [start({ databaseUrl: url }, LEASES), start({ databaseUrl: url }, LEASES)];
  await expectShared(servers);
  gate.refuse();
  await expect.poll(() => trustedOf(servers), SOON).toEqual([]);
});

it("goes on where the database is away and no other server was there, until the database says otherwise", async () => {
  const { databaseUrl, client } = await newDatabase();
  const { url, gate } = await behindGate(databaseUrl);
  const alone = start({ databaseUrl: url }, LEASES);
  await expectShared([alone]);
  gate.refuse();
  await sleep(4 * QUICK.ttlMs);
  expect([alone.trusted().length, alone.terms.length]).toEqual([LEASES.length, LEASES.length]);
  await client.query("update lease set holder = 'other', epoch = epoch + 1, expires_at = now() + interval '1 hour'");
  gate.open();
  await expect.poll(() => alone.trusted(), SOON).toEqual([]);
});

it("ends in time on a lone server that the database answers, but with a refusal: other servers may get in", async () => {
  const { databaseUrl, client } = await newDatabase();
  const user = "create role lone login superuser password 'lone'";
  await client.query(`do $$ begin ${user}; exception when duplicate_object or unique_violation then null; end $$`);
  const url = new URL(databaseUrl);
  [url.username, url.password] = ["lone", "lone"];
  const alone = start({ databaseUrl: url.href }, LEASES);
  await expectShared([alone]);
  await client.query("alter role lone nosuperuser connection limit 0");
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lone'");
  await expect.poll(() => alone.trusted(), SOON).toEqual([]);
});

it("ends as soon as the database says that another server has it, however long it was to last", async () => {
  const { databaseUrl, client } = await newDatabase();
  const server = start({ databaseUrl, timing: LASTING }, ["alerts"]);
  await expectShared([server], ["alerts"]);
  await client.query("update lease set holder = 'other', epoch = epoch + 1, expires_at = now() + interval '1 hour'");
  await expect.poll(() => server.trusted(), SOON).toEqual([]);
});

it("is decided by the database's clock alone", async () => {
  const { databaseUrl } = await newDatabase();
  const wrong = { now: () => Date.now() + 600_000 };
  const servers = [start({ databaseUrl, clocks: wrong }, LEASES), start({ databaseUrl }, LEASES)];
  await expectShared(servers);
  const [ahead, right] = servers.map((server) => server.now());
  expect(Math.abs((ahead ?? 0) - (right ?? 0))).toBeLessThan(60_000);
  const told = () => servers[1]?.servers()?.some(({ clockAheadMs }) => Math.abs(clockAheadMs - 600_000) < 60_000);
  await expect.poll(told, SOON).toBe(true);
});

it("leaves nothing behind that runs", async () => {
  const { databaseUrl, client } = await newDatabase();
  const server = start({ databaseUrl }, LEASES);
  await expectShared([server]);
  await server.stop();
  const connections = async () => {
    const { rows } = await client.query(
      "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    return rows.length;
  };
  await expect.poll(connections, SOON).toBe(0);
});
