import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { pino } from "pino";
import { expect, it, onTestFinished, vi } from "vitest";
import {
  coordinatedDatabase,
  expectShared,
  LASTING,
  LEASES,
  QUICK,
  startCoordinated as start,
} from "@/lib/testing/servers/coordinated-servers";
import { postgresStores } from "@/lib/testing/stores";
import { openDatabase } from "../../store/open-database";
import { createDatabaseClock } from "./database-clock";
import { createLeaseRows } from "./lease-rows";
import { createPostgresLeases } from "./postgres-leases";
import { CLOCKS } from "./timing";

const newDatabaseUrl = postgresStores();
const newDatabase = async () => coordinatedDatabase(await newDatabaseUrl());

it("is spread over the servers, each of which sees what the others hold", async () => {
  const { databaseUrl } = await newDatabase();
  const timing = { ...LASTING, settledMs: QUICK.settledMs };
  const servers = [1, 2, 3].map(() => start({ databaseUrl, timing }, LEASES));
  await expectShared(servers);
  for (const server of servers) {
    const own = () => server.servers()?.find(({ isThis }) => isThis);
    // Leases may still move between the two.
    await expect.poll(() => isDeepStrictEqual(own()?.leases.toSorted(), server.trusted().toSorted())).toBe(true);
  }
  const leases = Array.from({ length: 30 }, (_, index) => `account:${index}`);
  for (const server of servers)
    for (const lease of leases) server.leases.want(lease, (term) => server.terms.push(term));
  await expectShared(servers, [...LEASES, ...leases]);
  for (const server of servers) await expect.poll(() => server.trusted().length).toBeGreaterThan(3);
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
  await expect.poll(() => other.trusted().length).toBe(LEASES.length);
  for (const { lease, epoch } of other.terms) expect(epoch).toBeGreaterThan(before.get(lease) ?? 0);
  expect(other.servers()).toMatchObject([{ isThis: true }]);
});

it("goes to another server that looks only when it is told, since the one that stops tells it in its last statement", async () => {
  const { databaseUrl, client } = await newDatabase();
  const timing = { ...LASTING, roundEveryMs: 600_000, roundJitterMs: 0 };
  const one = start({ databaseUrl, timing }, LEASES);
  await expect.poll(() => one.trusted().length).toBe(LEASES.length);
  const other = start({ databaseUrl, timing }, LEASES);
  await expect.poll(() => other.servers()?.length).toBe(2);
  const listening = async () => {
    const { rows } = await client.query(
      "select from pg_stat_activity where datname = current_database() and state = 'idle' and query = 'listen clusterdeck'",
    );
    return rows.length;
  };
  await expect.poll(listening).toBe(2);
  await one.stop();
  await expect.poll(() => other.trusted().length).toBe(LEASES.length);
});

it("is let go of where it is wanted no more, and taken again where it is wanted again, in another term", async () => {
  const { databaseUrl } = await newDatabase();
  const server = start({ databaseUrl, timing: LASTING }, []);
  const release = server.leases.want("alerts", (term) => server.terms.push(term));
  await expect.poll(() => server.trusted()).toEqual(["alerts"]);
  const released = release();
  expect(server.trusted()).toEqual([]);
  server.leases.want("alerts", (term) => server.terms.push(term));
  await released;
  await expect.poll(() => server.trusted()).toEqual(["alerts"]);
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
  await expect.poll(() => takes).toBe(1);
  const holders = async () => (await client.query("select holder from lease")).rows;
  await expect.poll(holders).toEqual([{ holder: "" }]);
  expect(onTerm).not.toHaveBeenCalled();
});

it("is handed over once what has begun in it is written, and is not kept by what takes too long", async () => {
  const { databaseUrl } = await newDatabase();
  const patient = start({ databaseUrl, timing: { ...LASTING, finishWithinMs: 600_000 } }, []);
  const hasty = start({ databaseUrl, timing: LASTING }, []);
  const events: string[] = [];
  const finishing = Promise.withResolvers<void>();
  patient.leases.want(
    "account:a",
    (term) => {
      patient.terms.push(term);
      term.signal.addEventListener("abort", () => events.push("ended"));
    },
    async () => {
      events.push(`finishes, ${patient.trusted()}`);
      await finishing.promise;
      events.push("finished");
    },
  );
  hasty.leases.want(
    "account:b",
    (term) => hasty.terms.push(term),
    () => new Promise(() => {}),
  );
  await expectShared([patient, hasty], ["account:a", "account:b"]);
  const newer = start({ databaseUrl, timing: LASTING, version: "1.1.0" }, ["account:a", "account:b"]);
  await expect.poll(() => newer.trusted()).toEqual(["account:b"]);
  await expect.poll(() => events).toEqual(["finishes, account:a"]);
  finishing.resolve();
  await expect.poll(() => newer.trusted().toSorted()).toEqual(["account:a", "account:b"]);
  expect(events).toEqual(["finishes, account:a", "finished", "ended"]);
});

it("is not taken again by the server that hands it over, while that is under way or by what it has seen before", async () => {
  const { databaseUrl } = await newDatabase();
  const store = openDatabase({ databaseUrl });
  const self = { id: "older", name: "host", version: "1.0.0", build: null };
  const rows = createLeaseRows(store.db, { self, ttlMs: LASTING.ttlMs, notifyOthers: sql`null` });
  const [seenBefore, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let looks = 0;
  let isFreeing = false;
  const log = pino({ enabled: false });
  const older = createPostgresLeases({
    rows: {
      ...rows,
      async free(held) {
        if (held.length === 0) return;
        const before = looks;
        await expect.poll(() => looks).toBeGreaterThan(before + 1);
        isFreeing = true;
        await seenBefore.promise;
        await rows.free(held);
        freed.resolve();
      },
      async leases() {
        const seen = await rows.leases();
        looks += 1;
        if (!isFreeing) return seen;
        seenBefore.resolve();
        await freed.promise;
        return seen;
      },
    },
    ...{ self, clock: createDatabaseClock(CLOCKS, log), clocks: CLOCKS },
    ...{ timing: LASTING, hearsHints: () => true, log, random: Math.random },
  });
  onTestFinished(async () => {
    await older.stop();
    await store.close();
  });
  const onTerm = vi.fn();
  older.want("alerts", onTerm);
  older.begin();
  await expect.poll(() => onTerm.mock.calls.length).toBe(1);
  const newer = start({ databaseUrl, timing: LASTING, version: "1.1.0" }, ["alerts"]);
  await expect.poll(() => newer.trusted()).toEqual(["alerts"]);
  expect(onTerm).toHaveBeenCalledOnce();
});

it("ends on a server that stops once what has begun in it is written, and is not kept by what takes too long", async () => {
  const { databaseUrl } = await newDatabase();
  const server = start({ databaseUrl, timing: { ...LASTING, stopWithinMs: 500 } }, []);
  const finished: string[] = [];
  const want = (lease: string, finish: () => Promise<void>) =>
    server.leases.want(lease, (term) => server.terms.push(term), finish);
  want("account:a", async () => void finished.push(...server.trusted().toSorted()));
  want("account:b", () => new Promise(() => {}));
  await expectShared([server], ["account:a", "account:b"]);
  await server.stop();
  expect([finished, server.trusted()]).toEqual([["account:a", "account:b"], []]);
});

it("is begun again, and others beside it, where what it is for could not be begun", async () => {
  const { databaseUrl } = await newDatabase();
  const server = start({ databaseUrl, timing: LASTING }, []);
  let tries = 0;
  server.leases.want("account:a", (term) => {
    tries += 1;
    if (tries === 1) throw new Error("planted");
    server.terms.push(term);
  });
  for (const lease of ["account:b", "account:c"]) server.leases.want(lease, (term) => server.terms.push(term));
  await expect.poll(() => server.trusted().toSorted()).toEqual(["account:a", "account:b", "account:c"]);
  expect(tries).toBe(2);
});

it("goes to a newer server as a whole, and never back as long as that one lives", async () => {
  const { databaseUrl } = await newDatabase();
  const timing = { ...LASTING, settledMs: QUICK.settledMs };
  const old = start({ databaseUrl, timing }, LEASES);
  await expectShared([old]);
  const newer = start({ databaseUrl, timing, version: "1.1.0" }, LEASES);
  await expect.poll(() => newer.trusted().length).toBe(LEASES.length);
  const taken = old.terms.length;
  await sleep(3 * timing.settledMs);
  expect([old.terms.length, newer.trusted().length]).toEqual([taken, LEASES.length]);
  await newer.stop();
  await expect.poll(() => old.trusted().length).toBe(LEASES.length);
});

it("comes back to an older server if the newer one does not want it, and stays there", async () => {
  const { databaseUrl } = await newDatabase();
  const { settledMs, newerHeadStartMs } = QUICK;
  const timing = { ...LASTING, settledMs, newerHeadStartMs };
  const old = start({ databaseUrl, timing }, ["account:x"]);
  await expectShared([old], ["account:x"]);
  start({ databaseUrl, timing, version: "1.1.0" }, []);
  await expect.poll(() => old.terms.length).toBe(2);
  await sleep(3 * timing.settledMs);
  expect([old.terms.length, old.trusted()]).toEqual([2, ["account:x"]]);
});

it("is decided by the database's clock alone", async () => {
  const { databaseUrl } = await newDatabase();
  const wrong = { now: () => Date.now() + 600_000 };
  const lasting = { databaseUrl, timing: LASTING };
  const servers = [start({ ...lasting, clocks: wrong }, LEASES), start(lasting, LEASES)];
  await expectShared(servers);
  const [ahead, right] = servers.map((server) => server.now());
  expect(Math.abs((ahead ?? 0) - (right ?? 0))).toBeLessThan(60_000);
  const told = () => servers[1]?.servers()?.some(({ clockAheadMs }) => Math.abs(clockAheadMs - 600_000) < 60_000);
  await expect.poll(told).toBe(true);
});

it("leaves nothing behind that runs", async () => {
  const { databaseUrl, client } = await newDatabase();
  const server = start({ databaseUrl, timing: LASTING }, LEASES);
  await expectShared([server]);
  await server.stop();
  const connections = async () => {
    const { rows } = await client.query(
      "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    return rows.length;
  };
  await expect.poll(connections).toBe(0);
});
