import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { exampleReading } from "@/lib/testing/example-reading";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { postgresStores } from "@/lib/testing/stores";
import { COORDINATION_PART } from "../../coordination/coordination-part";
import { LostLease, type Term } from "../../coordination/leases";
import { providers } from "../../providers/registry";
import { settingsOfFake } from "../../providers/settings";
import type { Provider } from "../../providers/spec";
import { createSecretBox } from "../../secret-box/secret-box";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { createFleetAnswers } from "../../views/fleet/fleet-answer";
import type { AccountSnapshot, TrackedCluster } from "../account-snapshot";
import { MAX_MACHINES } from "../bounded-fleet";
import { createDetailRefusals } from "../details/detail-refusals";
import { createFleetStore } from "../fleet-store";
import { initialSnapshot } from "../initial-snapshot";
import { pollOnce } from "../poll-once";
import type { PollState } from "../poll-state";
import { createRequestBudget } from "../request-budget";
import { steadyNow } from "../steady-clock";
import { createReadingFollower } from "./follow-readings";
import { clusterOwner } from "./shared-part";
import { openSharedReadings } from "./shared-readings";

const START = Date.UTC(2026, 10, 29, 12);
const KEY = randomBytes(32);
const newDatabaseUrl = postgresStores();

/** A server with this key on the database. */
async function openServer(databaseUrl: string, key = KEY) {
  const store = openDatabase({ databaseUrl });
  onTestFinished(store.close);
  await migrate(store, COORDINATION_PART.migrations);
  const unreadable = { count: 0 };
  const onUnreadable = () => {
    unreadable.count += 1;
  };
  return { store, unreadable, readings: await openSharedReadings(store, { box: createSecretBox(key), onUnreadable }) };
}

/** A term that the database knows of. */
async function termIn({ store }: Awaited<ReturnType<typeof openServer>>, epoch: number): Promise<Term> {
  const lease = "account:acme";
  await sql`
    insert into lease (name, holder, epoch, version, expires_at, acquired_at)
    values (${lease}, 'a', ${epoch}, '1', now(), now()) on conflict (name) do update set epoch = excluded.epoch`.execute(
    store.db,
  );
  return { lease, epoch, isTrusted: () => true, signal: new AbortController().signal };
}

const ANY_TERM = {
  ...{ lease: "account:acme", epoch: 0, isTrusted: () => true, signal: new AbortController().signal },
};

function stateWith(changes: Partial<AccountSnapshot> = {}): PollState {
  const account = { id: "acme", label: "Acme", provider: { id: "acme", label: "Acme" }, pollIntervalMs: 15_000 };
  const at = START;
  const clusters = ["c1", "c2"].map((providerClusterId) => ({
    ...{ reading: exampleReading({ providerClusterId }), observedAt: at, statusSince: at, statusMayBeOlder: true },
    ...{ missed: null, details: null },
  }));
  const snapshot = {
    ...initialSnapshot(account),
    ...{ state: "ok" as const, lastSuccessAt: at, lastAttemptAt: at, nextAttemptAt: at + 15_000 },
    clusters: new Map(clusters.map((cluster) => [cluster.reading.providerClusterId, cluster])),
    ...changes,
  };
  return { snapshot, bindingUntil: 0, failuresInARow: 0 };
}

/** The states after polls of a provider's fake over some days. */
async function* polled(provider: Provider): AsyncGenerator<PollState> {
  let at = START;
  const now = () => at;
  const fake = provider.createFake({ now, startedAt: START, isUnlimited: true });
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const basePath = new URL(parsed.baseUrl).pathname.replace(/\/$/, "");
  const account = {
    ...{ client: parsed.connect({ http: httpOverFake(fake, now, basePath), now }), rates: [], now, steadyNow },
    ...{ budget: createRequestBudget({ requestsPerMinute: null, now }), refusals: createDetailRefusals(now) },
    ...{ room: () => MAX_MACHINES, fleet: () => [], configuredIntervalMs: 15_000 },
  };
  let snapshot = initialSnapshot({ id: provider.id, label: provider.label, pollIntervalMs: 15_000, provider });
  for (const passedMs of [0, 15 * SECOND_MS, 5 * MINUTE_MS, DAY_MS, 3 * DAY_MS]) {
    at += passedMs;
    const result = await pollOnce(account, snapshot, 0, () => {}, new AbortController().signal);
    snapshot = { ...result.snapshot, nextAttemptAt: at + result.delayMs };
    yield { snapshot, bindingUntil: result.isDelayBinding ? at + result.delayMs : 0, failuresInARow: 1 };
  }
}

async function answerOf(snapshot: AccountSnapshot) {
  const noHistory = { summary: () => null, problem: () => null };
  const shown = { demo: false, billingTimeZone: "UTC" };
  const now = () => (snapshot.lastAttemptAt ?? 0) + SECOND_MS;
  const answer = await createFleetAnswers(createFleetStore([snapshot]), noHistory, shown, now).current();
  return { etag: answer.etag, seen: answer.seenHeaders, body: Buffer.from(await answer.body("identity")).toString() };
}

it("has every server show the same to the byte, whatever all providers say and in whatever steps it was read", async () => {
  const url = await newDatabaseUrl();
  const [poller, follower] = [await openServer(url), await openServer(url)];
  const whatIsRead = new Set<string>();
  for (const provider of providers) {
    for await (const state of polled(provider)) {
      const { snapshot } = state;
      await poller.readings.write(state, ANY_TERM);
      // One follows each step, and one sees only what is there at the moment.
      const newcomer = await openSharedReadings(follower.store, {
        box: createSecretBox(KEY),
        onUnreadable: expect.fail,
      });
      for (const readings of [follower.readings, newcomer]) {
        const read = (await readings.read(snapshot.id)) ?? expect.fail();
        const { providerId, ...told } = read.state;
        const shown = { ...snapshot, ...told.snapshot };
        expect({ ...told, snapshot: shown }).toEqual(state);
        expect([...shown.clusters.keys()]).toEqual([...snapshot.clusters.keys()]);
        expect(await answerOf(shown)).toEqual(await answerOf(snapshot));
      }
      for (const { reading } of snapshot.clusters.values())
        for (const [field, value] of Object.entries(reading))
          if (value && [value].flat().length > 0) whatIsRead.add(field);
    }
  }
  expect(follower.unreadable.count).toBe(0);
  const rarelySaid = ["metricsAt", "statusBeganBy", "connectionDetails", "shape", "metrics", "deployments", "limits"];
  expect([...whatIsRead]).toEqual(expect.arrayContaining(rarelySaid));
});

it("writes bodies only when something other than times has changed, and reads no more than that", async () => {
  const url = await newDatabaseUrl();
  const [poller, follower] = [await openServer(url), await openServer(url)];
  const seqs = async () => {
    const { rows } = await sql<{ seq: number }>`select seq from cluster_reading order by 1`.execute(poller.store.db);
    return rows.map(({ seq }) => Number(seq));
  };
  const first = stateWith();
  expect(await poller.readings.write(first, ANY_TERM)).toBe(true);
  await follower.readings.read("acme");
  const at = START + 15_000;
  const clusters = new Map([...first.snapshot.clusters].map(([id, cluster]) => [id, { ...cluster, observedAt: at }]));
  const later = stateWith({ clusters, lastSuccessAt: at, lastAttemptAt: at });
  expect(await poller.readings.write(later, ANY_TERM)).toBe(false);
  expect(await seqs()).toEqual([1, 1]);
  expect((await follower.readings.read("acme"))?.state.snapshot).toMatchObject({ clusters, lastSuccessAt: at });
  const renamed = new Map([...clusters].map(([id, one]) => [id, id === "c1" ? renamedTo("new", one) : one]));
  expect(await poller.readings.write(stateWith({ ...later.snapshot, clusters: renamed }), ANY_TERM)).toBe(true);
  expect(await seqs()).toEqual([1, 3]);
  expect((await follower.readings.read("acme"))?.state.snapshot.clusters).toEqual(renamed);
  await poller.readings.write(stateWith({ ...later.snapshot, clusters: new Map([...clusters].slice(1)) }), ANY_TERM);
  expect(await seqs()).toEqual([1]);
  expect([...((await follower.readings.read("acme"))?.state.snapshot.clusters.keys() ?? [])]).toEqual(["c2"]);
});

it("stores nothing unsealed that only operators or people who may connect can read", async () => {
  const url = await newDatabaseUrl();
  const { store, readings } = await openServer(url);
  const said: string[] = [];
  for (const provider of providers) {
    for await (const state of polled(provider)) {
      await readings.write(state, ANY_TERM);
      for (const { reading } of state.snapshot.clusters.values()) {
        said.push(...(reading.connectionDetails?.ssh ?? []).map(({ host }) => host));
        said.push(...reading.facts.flatMap(({ operatorValue = [] }) => operatorValue), reading.name);
      }
    }
  }
  const tables = ["account_reading", "cluster_reading"].map((table) => sql`select * from ${sql.table(table)}`);
  const stored = JSON.stringify(await Promise.all(tables.map(async (query) => (await query.execute(store.db)).rows)));
  const named = [...new Set(said)].filter((text) => text.length > 6);
  expect(named.length).toBeGreaterThan(20);
  // The ids of clusters are stored, and some providers make names or addresses of them.
  const { rows } = await sql<{ id: string }>`select provider_cluster_id as id from cluster_reading`.execute(store.db);
  const ids = rows.map(({ id }) => id).join(" ");
  expect(named.filter((text) => stored.includes(text) && !ids.includes(text))).toEqual([]);
});

it("shows nothing of what another key has sealed, and says so", async () => {
  const url = await newDatabaseUrl();
  const [one, other] = [await openServer(url), await openServer(url, randomBytes(32))];
  await one.readings.write(stateWith(), ANY_TERM);
  expect(await other.readings.read("acme")).toBeNull();
  expect(other.unreadable.count).toBeGreaterThan(0);
});

it("passes over what another version has written in a shape that is not known", async () => {
  const url = await newDatabaseUrl();
  const { store, readings } = await openServer(url);
  const box = createSecretBox(KEY);
  await readings.write(stateWith(), ANY_TERM);
  const body = box.seal(JSON.stringify({ reading: "of tomorrow" }), clusterOwner("acme", "c1"));
  await sql`update cluster_reading set body = ${body} where provider_cluster_id = 'c1'`.execute(store.db);
  const { state } = (await (await openServer(url)).readings.read("acme")) ?? expect.fail();
  expect([...state.snapshot.clusters.keys()]).toEqual(["c2"]);
});

it("does not read again and again what it cannot show, and shows what is written after it", async () => {
  const url = await newDatabaseUrl();
  const [poller, other] = [await openServer(url, randomBytes(32)), await openServer(url)];
  const shown: unknown[] = [];
  const loop = { isLeading: () => false, follow: (state: unknown) => shown.push(state), refreshIfOlder: () => {} };
  const look = createReadingFollower({
    ...{ readings: other.readings, loops: () => new Map([["acme", loop]]), onRead: () => {} },
  });
  await poller.readings.write(stateWith(), ANY_TERM);
  await look();
  const { count } = other.unreadable;
  expect(count).toBeGreaterThan(0);
  await look();
  expect(other.unreadable.count).toBe(count);
  await (await openServer(url)).readings.write(stateWith(), ANY_TERM);
  await look();
  expect(shown).toHaveLength(1);
});

it("makes the texts of a fleet before the transaction in which it holds its lease's row", async () => {
  const server = await openServer(await newDatabaseUrl());
  const term = await termIn(server, 1);
  let isRead = false;
  const [[id, cluster] = expect.fail()] = stateWith().snapshot.clusters;
  const reading = {
    ...cluster.reading,
    get name() {
      isRead = true;
      return "a";
    },
  };
  const state = stateWith({ clusters: new Map([[id, { ...cluster, reading }]]) });
  const blocking = await server.store.db.startTransaction().execute();
  await sql`select from lease for update`.execute(blocking);
  const writing = server.readings.write(state, term);
  await expect.poll(() => isRead).toBe(true);
  await blocking.rollback().execute();
  await writing;
  expect((await server.readings.read("acme"))?.state.snapshot.clusters.size).toBe(1);
});

it("removes accounts that nobody polls any more, and none that a server has or has polled lately", async () => {
  const url = await newDatabaseUrl();
  const { store, readings } = await openServer(url);
  for (const id of ["gone", "paused", "polled"]) await readings.write(stateWith({ id }), ANY_TERM);
  await sql`
    insert into lease (name, holder, epoch, version, expires_at, acquired_at) values
    ('account:gone', 'a', 1, '1', now() - interval '61 minutes', now()),
    ('account:polled', 'another', 1, '1', now() - interval '59 minutes', now())`.execute(store.db);
  await readings.removeAbandoned(["paused"]);
  const left = await sql`
    select account_id from account_reading union select account_id from cluster_reading order by 1`.execute(store.db);
  expect(left.rows).toEqual([{ accountId: "paused" }, { accountId: "polled" }]);
  // One that is polled again after all is written as a whole.
  await readings.write(stateWith({ id: "gone" }), ANY_TERM);
  expect((await readings.read("gone"))?.state.snapshot.clusters.size).toBe(2);
});

it("writes everything again where the tables were emptied", async () => {
  const url = await newDatabaseUrl();
  const { store, readings } = await openServer(url);
  await readings.write(stateWith(), ANY_TERM);
  await sql`truncate account_reading, cluster_reading`.execute(store.db);
  await readings.write(stateWith(), ANY_TERM);
  expect((await (await openServer(url)).readings.read("acme"))?.state.snapshot.clusters.size).toBe(2);
});

it("refuses what a server writes in a term that another one has followed, and keeps what is there", async () => {
  const url = await newDatabaseUrl();
  const [paused, next] = [await openServer(url), await openServer(url)];
  const former = await termIn(paused, 1);
  await paused.readings.write(stateWith({ warnings: ["first"] }), former);
  await next.readings.write(stateWith({ warnings: ["next"] }), await termIn(next, 2));
  await expect(paused.readings.write(stateWith({ warnings: ["late"], clusters: new Map() }), former)).rejects.toThrow(
    LostLease,
  );
  const { version, state } = (await paused.readings.read("acme")) ?? expect.fail();
  expect(version).toEqual({ epoch: 2, seq: 2 });
  expect(state.snapshot).toMatchObject({ warnings: ["next"], clusters: { size: 2 } });
});

function renamedTo(name: string, cluster: TrackedCluster): TrackedCluster {
  return { ...cluster, reading: { ...cluster.reading, name } };
}

it("has others look at once when somebody there has asked for a poll, although it has changed nothing", async () => {
  const url = await newDatabaseUrl();
  const [poller, other] = [await openServer(url), await openServer(url)];
  await poller.readings.write(stateWith(), ANY_TERM);
  await other.readings.wantRefresh("acme", START + 1);
  expect(await poller.readings.versions()).toMatchObject([{ accountId: "acme", refreshWantedAt: START + 1 }]);
  // That one had begun before.
  expect(await poller.readings.write(stateWith(), ANY_TERM)).toBe(false);
  expect(await poller.readings.write(stateWith({ lastAttemptAt: START + 2 }), ANY_TERM)).toBe(true);
  expect(await poller.readings.versions()).toMatchObject([{ refreshWantedAt: null }]);
});
