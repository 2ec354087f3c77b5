import fc from "fast-check";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { once } from "@/lib/domain/text/once";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { nodeOf, rateOf, readingOf } from "@/lib/testing/example-polls";
import { madeUpAccount } from "@/lib/testing/made-up-provider/made-up-account";
import { createDeafHints } from "@/lib/testing/servers/deaf-hints";
import { type ScriptedLeases, scriptedLeases } from "@/lib/testing/servers/scripted-leases";
import { postgresStores } from "@/lib/testing/stores";
import { COORDINATION_PART } from "../../coordination/coordination-part";
import { historyIn } from "../../history/open-history";
import { createPollRecorder } from "../../history/record/poll-recorder";
import { log } from "../../log";
import { DIRECT } from "../../outbound/outbound";
import { ProviderError } from "../../providers/errors";
import type { FleetReading } from "../../providers/spec";
import { createSecretBox } from "../../secret-box/secret-box";
import { migrate } from "../../store/migrate";
import { openDatabase, type Store } from "../../store/open-database";
import { createPoller, type Poller } from "../poller";
import { openSharing } from "./open-sharing";
import { openSharedReadings } from "./shared-readings";

const START = Date.UTC(2026, 10, 29, 12);
const LEASE = "account:one";
const LEDGER = ["poll_run", "cluster", "cluster_interval", "node_interval", "cost_step", "last_reading", "clock_jump"];
const newDatabaseUrl = postgresStores();
/** Each poller polls as soon as it may. */
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

/** What the provider has at a time; a failure if it is `null`. */
type Script = () => FleetReading | ProviderError | Promise<FleetReading>;

interface Scene {
  clock: { now: number };
  provider: { calls: number; script: Script };
  leases: ScriptedLeases;
  store: Store;
  pollers: Poller[];
  end(): Promise<void>;
}

async function newScene(script: Script): Promise<Scene> {
  const store = openDatabase({ databaseUrl: await newDatabaseUrl() });
  const pollers: Poller[] = [];
  const end = once(async () => {
    for (const poller of pollers) poller.stop();
    await store.close();
  });
  onTestFinished(end);
  await migrate(store, COORDINATION_PART.migrations);
  const leases = scriptedLeases(store.db);
  return { clock: { now: START }, provider: { calls: 0, script }, leases, store, pollers, end };
}

/** A server of this scene with what it has in memory, over the one database. */
async function startServer(name: string, { clock, provider, leases, store, pollers }: Scene) {
  const history = await historyIn(store);
  const readings = await openSharedReadings(store, {
    ...{ box: createSecretBox(Buffer.alloc(32, 1)), onUnreadable: expect.fail },
  });
  const handle = <Opened>(opened: Opened) => ({
    ...{ current: () => opened, problem: () => null, whenOpen: (run: (opened: Opened) => void) => run(opened) },
  });
  const recorder = createPollRecorder(handle(history), log(), { onClockJump: () => expect.fail(), onChange: () => {} });
  const hints = createDeafHints();
  const sharing = openSharing({ readings: handle(readings), hints, recorded: recorder.written, log: log() });
  const poller = createPoller({
    ...{ rates: () => [], outbound: () => DIRECT, log: log(), join: (snapshot) => snapshot, sharing },
    ...{ leases: leases.ofServer(name), budgetRows: null, now: () => clock.now },
    recorder: {
      record: (poll, term) => recorder.record({ ...poll, steady: { process: name, ms: clock.now - START } }, term),
    },
  });
  pollers.push(poller);
  const account = madeUpAccount(async () => {
    provider.calls += 1;
    const answer = await provider.script();
    if (answer instanceof ProviderError) throw answer;
    return answer;
  });
  poller.setAccounts([account]);
  sharing.follow(poller, () => {});
  return {
    look: hints.lookAtAll,
    settle: async () => {
      await recorder.idle();
      await sharing.idle();
    },
    refresh: () => poller.accounts.get("one")?.loop.refreshNow() ?? expect.fail(),
    add: (id: string) => poller.accounts.get("one")?.loop.add(readingOf({ providerClusterId: id })),
    snapshot: () => poller.store.account("one") ?? expect.fail(),
    isLeading: () => poller.accounts.get("one")?.loop.isLeading() ?? false,
  };
}

type Server = Awaited<ReturnType<typeof startServer>>;

function listOf(...clusters: FleetReading["clusters"]): FleetReading {
  return { clusters, unreadable: [], warnings: [], complete: true };
}

/** Resolves once this server has polled at the present time and all of it is stored. */
async function untilPolled(server: Server, { clock }: Scene) {
  await expect.poll(() => server.snapshot().lastAttemptAt, { interval: 5 }).toBe(clock.now);
  await expect.poll(() => server.snapshot().nextAttemptAt ?? 0, { interval: 5 }).toBeGreaterThan(clock.now);
  await server.settle();
}

async function ledgerOf({ store }: Scene) {
  const rows = LEDGER.map(async (table) => {
    const columns = await sql<object>`select * from ${sql.table(table)} order by 1, 2`.execute(store.db);
    return [table, columns.rows.map((row) => ({ ...row, steadyProcess: "", digest: "" }))] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

it("polls on the server that has the lease alone, and shows on the other what it reads", async () => {
  const scene = await newScene(() => listOf(readingOf()));
  const [a, b] = [await startServer("a", scene), await startServer("b", scene)];
  expect(scene.provider.calls).toBe(0);
  await scene.leases.give(LEASE, "a");
  await untilPolled(a, scene);
  await b.look();
  expect(b.snapshot()).toEqual(a.snapshot());
  expect([a.isLeading(), b.isLeading(), scene.provider.calls]).toEqual([true, false, 1]);
});

it("is handed over between two polls by a server that is well: what it has read is stored, and not asked for again", async () => {
  const scene = await newScene(() => listOf(readingOf()));
  const [a, b] = [await startServer("a", scene), await startServer("b", scene)];
  await scene.leases.give(LEASE, "a");
  await untilPolled(a, scene);
  scene.clock.now += MINUTE_MS;
  const { promise, resolve } = Promise.withResolvers<FleetReading>();
  scene.provider.script = () => promise;
  a.refresh();
  await expect.poll(() => scene.provider.calls, { interval: 5 }).toBe(2);
  const handedOver = scene.leases.give(LEASE, "b", "well");
  resolve(listOf(readingOf(), readingOf({ providerClusterId: "c2" })));
  await handedOver;
  expect((await ledgerOf(scene)).cluster).toHaveLength(2);
  await expect.poll(() => b.isLeading(), { interval: 5 }).toBe(true);
  const { clusters, nextAttemptAt } = b.snapshot();
  expect([clusters.size, nextAttemptAt, scene.provider.calls]).toEqual([2, a.snapshot().nextAttemptAt, 2]);
});

it("goes on where the server before was: not before the next poll is due, and never before a provider's pause has passed", async () => {
  let answer: FleetReading | ProviderError = listOf(readingOf());
  const scene = await newScene(() => answer);
  const [a, b] = [await startServer("a", scene), await startServer("b", scene)];
  await scene.leases.give(LEASE, "a");
  await untilPolled(a, scene);
  scene.clock.now += 6 * SECOND_MS;
  await scene.leases.give(LEASE, "b");
  await expect.poll(b.isLeading).toBe(true);
  expect([a.isLeading(), scene.provider.calls]).toEqual([false, 1]);
  answer = new ProviderError("rate-limited", "Slow down.", { retryAfterMs: 2 * MINUTE_MS });
  expect(b.refresh()).toMatchObject({ accepted: true });
  await untilPolled(b, scene);
  scene.clock.now += MINUTE_MS;
  await scene.leases.give(LEASE, "a");
  await expect.poll(a.isLeading).toBe(true);
  expect(a.snapshot()).toMatchObject({ state: "limited", clusters: { size: 1 } });
  expect(a.refresh()).toMatchObject({ accepted: false, nextAttemptAt: scene.clock.now + MINUTE_MS });
  scene.clock.now += MINUTE_MS;
  answer = listOf(readingOf());
  // It is due by now, so the next one polls at once.
  await scene.leases.give(LEASE, "b");
  await untilPolled(b, scene);
  expect(scene.provider.calls).toBe(3);
});

it("asks the server that polls for what somebody wants at another one, and answers as that one would", async () => {
  const scene = await newScene(() => listOf(readingOf()));
  const [a, b] = [await startServer("a", scene), await startServer("b", scene)];
  await scene.leases.give(LEASE, "a");
  await untilPolled(a, scene);
  await b.look();
  expect(b.refresh()).toEqual(a.refresh());
  scene.clock.now += 6 * SECOND_MS;
  expect(b.refresh()).toEqual({ accepted: true, nextAttemptAt: scene.clock.now });
  await expect
    .poll(async () => {
      await a.look();
      return a.snapshot().lastAttemptAt;
    })
    .toBe(scene.clock.now);
  expect(scene.provider.calls).toBe(2);
});

it("shows a cluster that was created here until the list that the other server reads after it decides", async () => {
  let answer = listOf(readingOf());
  const scene = await newScene(() => answer);
  const [a, b] = [await startServer("a", scene), await startServer("b", scene)];
  await scene.leases.give(LEASE, "a");
  await untilPolled(a, scene);
  await b.look();
  scene.clock.now += 6 * SECOND_MS;
  b.add("new");
  await b.look();
  expect([...b.snapshot().clusters.keys()].sort()).toEqual(["a", "new"]);
  scene.clock.now += SECOND_MS;
  answer = listOf(readingOf(), readingOf({ providerClusterId: "new", name: "as listed" }));
  a.refresh();
  await untilPolled(a, scene);
  await b.look();
  expect(b.snapshot()).toEqual(a.snapshot());
  expect(b.snapshot().clusters.get("new")?.reading.name).toBe("as listed");
});

/** What happens at one moment of a story. */
interface Step {
  passedMs: number;
  /** Who polls, and whether the one before was paused when it lost the lease. */
  by: "a" | "b";
  isFormerPaused: boolean;
  /** `null`: the provider answers nothing. */
  clusters: readonly { id: string; usd: number | null; isStopped: boolean; nodes: number }[] | null;
  isComplete: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  passedMs: fc.constantFrom(6 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 3 * HOUR_MS),
  by: fc.constantFrom("a", "b"),
  isFormerPaused: fc.boolean(),
  clusters: fc.option(
    fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("x", "y", "z"),
        usd: fc.constantFrom(3, 10, null),
        isStopped: fc.boolean(),
        nodes: fc.integer({ min: 0, max: 2 }),
      }),
      { selector: ({ id }) => id },
    ),
    { freq: 6 },
  ),
  isComplete: fc.boolean(),
});

/** The ledger after a story, with one server or with two that take turns. */
async function ledgerAfter(steps: readonly Step[], isAlone: boolean) {
  let answer: FleetReading | ProviderError = listOf();
  const scene = await newScene(() => answer);
  const servers = { a: await startServer("a", scene), b: await startServer("b", scene) };
  let holder: "a" | "b" | null = null;
  for (const { passedMs, by, isFormerPaused, clusters, isComplete } of steps) {
    scene.clock.now += passedMs;
    answer =
      clusters === null
        ? new ProviderError("unreachable", "Refused.")
        : {
            ...listOf(
              ...clusters.map(({ id, usd, isStopped, nodes }) =>
                readingOf({
                  ...{ providerClusterId: id, rate: rateOf(usd), status: isStopped ? "stopped" : "running" },
                  nodes: Array.from({ length: nodes }, (_, index) => nodeOf(`${id}${index}`)),
                }),
              ),
            ),
            complete: isComplete,
          };
    const next = isAlone ? "a" : by;
    const former = holder === null ? null : servers[holder];
    if (holder !== next) await scene.leases.give(LEASE, next, isFormerPaused ? "paused" : "told");
    const server = servers[next];
    await expect.poll(server.isLeading, { interval: 5 }).toBe(true);
    server.refresh();
    await untilPolled(server, scene);
    scene.clock.now += SECOND_MS;
    // It still reads, and may write nothing of it.
    if (holder !== next && isFormerPaused && former !== null) {
      former.refresh();
      await untilPolled(former, scene);
    }
    for (const one of [servers.a, servers.b]) await one.look();
    holder = next;
  }
  const ledger = await ledgerOf(scene);
  await scene.end();
  return ledger;
}

it("writes the same ledger whichever server polls when, also where one that was paused wakes up late", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      expect(await ledgerAfter(steps, false)).toEqual(await ledgerAfter(steps, true));
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
