import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import type { Alert } from "@/lib/domain/alerts/alert";
import type { WatchedAccount } from "@/lib/domain/alerts/conditions/situation";
import { findFlapping } from "@/lib/domain/alerts/flapping";
import type { MessageTiming, Routing } from "@/lib/domain/alerts/messages/message-plan";
import { alertKey, DEFAULT_RULES } from "@/lib/domain/alerts/rule";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { exampleReading } from "@/lib/testing/example-reading";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { describeEachStore } from "@/lib/testing/stores";
import { LostLease } from "../coordination/leases";
import { migrate } from "../store/migrate";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { type AlertEngine, startAlertEngine } from "./engine";
import { createOutbox } from "./outbox/outbox";
import { ALERT_PART } from "./store/alert-part";
import { createAlertStore } from "./store/alert-store";
import type { AlertTerm } from "./store/alert-term";
import type { AlertTables } from "./store/schema";
import { speakableVersion } from "./store/speakable-alerts";

const START = Date.UTC(2026, 10, 29);
const POLL_MS = 15 * SECOND_MS;
const CLUSTERS = 3;
const TIMING: MessageTiming = {
  groupWaitMs: 30 * SECOND_MS,
  groupIntervalMs: 5 * MINUTE_MS,
  reminderMs: 240 * MINUTE_MS,
  criticalReminderMs: 60 * MINUTE_MS,
  digestOver: 10,
};
const CHANNELS: readonly Routing[] = [
  { id: "ops", minSeverity: "info", rules: null, accounts: null },
  { id: "pager", minSeverity: "critical", rules: null, accounts: null, isPerAlert: true },
];

/**
 * What becomes of each message that is sent in a step; `killed`: it arrived, and the server is killed before it knows; `unsure`: it arrived, and
 * the answer did not.
 */
type Delivery = "delivered" | "refused" | "late" | "killed" | "unsure";
interface Step {
  /** Clusters that break or are mended, and whether the account begins or ceases to fail. */
  toggled: readonly number[];
  delivery: Delivery;
  restarts: boolean;
  polls: number;
  /** The server that does nothing meanwhile, if there are several. */
  asleep: number;
}

const STEP: fc.Arbitrary<Step> = fc.record({
  toggled: fc.uniqueArray(fc.nat(CLUSTERS), { maxLength: 2 }),
  delivery: fc.constantFrom<Delivery>("delivered", "delivered", "refused", "late", "killed", "unsure"),
  restarts: fc.boolean(),
  polls: fc.constantFrom(1, 4, 22),
  asleep: fc.nat(3),
});

/** One of two clusters is mended while their common message has been tried, and may have arrived, or is just on its way. */
const ENDS_MEANWHILE = (["unsure", "killed"] as const).map((delivery): Step[] => {
  const step = { restarts: false, polls: 4, asleep: 0 };
  return [
    { ...step, toggled: [0, 1], delivery },
    { ...step, toggled: [0], delivery: "late", polls: 22 },
    { ...step, toggled: [], delivery: "delivered", polls: 1 },
    { ...step, toggled: [], delivery: "delivered", polls: 22 },
  ];
});

interface Arrival {
  deliveryId: string;
  channelId: string;
  event: string;
  alertIds: readonly string[];
}

/** One account whose clusters break and are mended, servers that share a real store, and what arrives of their messages. */
async function createWorld(store: Store, servers: number) {
  const db = store.db.withTables<AlertTables>();
  const alertStore = createAlertStore(db);
  const outbox = createOutbox(db, store.dialect);
  const arrivals: Arrival[] = [];
  const broken = new Set<number>();
  let now = START;

  function account(): WatchedAccount {
    const isFailing = broken.has(CLUSTERS);
    return {
      ...{ id: "a", state: isFailing ? "failing" : "ok", pollIntervalMs: POLL_MS, billing: null, gone: [] },
      problem: isFailing ? { code: "auth", detail: "It refuses the key.", since: now } : null,
      ...{ lastAttemptAt: now, lastSuccessAt: now },
      clusters: Array.from({ length: CLUSTERS }, (_, index) => {
        const isBroken = broken.has(index);
        const reading = exampleReading(isBroken ? { status: "error", health: "unhealthy" } : {});
        const past = {
          read: "all",
          mayHaveLimits: false,
          appearedAt: null,
          usualStartMs: null,
          rateChange: null,
        } as const;
        return { id: `a~${index}`, reading, observedAt: now, statusSince: now, ...past };
      }),
    };
  }

  const newTerm = termsByClock(() => now);
  const start = () => {
    const term = newTerm();
    return startAlertEngine({
      ...{ store: createAlertStore(db, term), version: () => speakableVersion(db, store.dialect, now), term },
      settings: () => ({ rules: DEFAULT_RULES, channels: CHANNELS, silences: [], timing: TIMING }),
      situation: () => ({ accounts: [account()], budgets: [], server: { history: null, channels: [] } }),
      describe: ({ subject }) => ({ label: subject.id, usdMicrosSoFar: null }),
      onMessages: () => {},
      onStored: () => {},
      now: () => now,
    });
  };
  const engines = await Promise.all(Array.from({ length: servers }, start));

  async function send(delivery: Delivery): Promise<boolean> {
    if (delivery === "late") return false;
    for (const { id, channelId, event, attempts } of await outbox.claim(now, 100, [])) {
      if (delivery !== "refused") {
        const alertIds = (await alertStore.alertsOf(id)).map(({ alert }) => alert.id);
        arrivals.push({ deliveryId: id, channelId, event, alertIds });
      }
      if (delivery === "killed") continue;
      const mayHaveArrived = delivery === "unsure";
      const waiting = { state: "waiting", nextAt: now + MINUTE_MS, note: "Not now.", mayHaveArrived } as const;
      await outbox.settle(
        { id, attempts },
        delivery === "delivered" ? { state: "delivered", note: null } : waiting,
        now,
      );
    }
    return delivery === "killed";
  }

  /** Whoever has lost its lease meanwhile saves nothing. */
  async function look(engine: AlertEngine): Promise<void> {
    await engine.look().catch((error: unknown) => expect(String(error)).toContain("Another server has taken over"));
  }

  async function step({ toggled, delivery, restarts, polls, asleep }: Step): Promise<void> {
    for (const each of toggled) if (!broken.delete(each)) broken.add(each);
    for (let poll = 0; poll < polls; poll += 1) {
      now += POLL_MS;
      await Promise.all(engines.filter((_, index) => servers === 1 || index !== asleep).map(look));
    }
    const isKilled = await send(delivery);
    if (isKilled || restarts) engines[asleep % servers] = await start();
  }

  return {
    step,
    arrivals,
    alerts: async () => (await alertStore.speakable(now)).map(({ alert }) => alert),
    waiting: async () => db.selectFrom("delivery").selectAll().where("state", "=", "waiting").execute(),
    /** Everything is well from now on, and messages arrive. */
    async comeToRest() {
      broken.clear();
      for (let hour = 0; hour < 3; hour += 1) {
        await step({ toggled: [], delivery: "delivered", restarts: false, polls: 1, asleep: servers });
        now += HOUR_MS;
      }
      await step({ toggled: [], delivery: "delivered", restarts: false, polls: 1, asleep: servers });
    },
  };
}

/** A server that has not looked for half a minute loses its term to whoever looks next, and cannot write in it any more. */
function termsByClock(now: () => EpochMs): () => AlertTerm {
  let held = { by: Symbol("nobody"), epoch: 0, until: 0 };
  return () => {
    const by = Symbol("a server");
    let entered: number | null = null;
    return {
      enter() {
        if (now() > held.until) held = { by, epoch: held.epoch + 1, until: 0 };
        if (held.by === by) held.until = now() + MINUTE_MS / 2;
        entered = held.by === by ? held.epoch : null;
        return entered;
      },
      async confirm() {
        if (entered !== held.epoch) throw new LostLease("Another server has taken over.");
      },
      requireNoneUnderWay: async () => {},
    };
  };
}

async function openAlerts(location: StoreLocation): Promise<Store> {
  const store = openDatabase(location);
  await migrate(store, ALERT_PART.migrations);
  return store;
}

async function forgetAll({ db }: Store): Promise<void> {
  for (const table of ["deliveryAlert", "delivery", "alert"] as const)
    await db.withTables<AlertTables>().deleteFrom(table).execute();
}

describeEachStore((newStore) => {
  it.each([
    { name: "one server", servers: 1, runs: 6 },
    { name: "two servers", servers: 2, runs: 4 },
  ])(
    "over any history with restarts and kills of $name, loses no alert, says none twice, nothing after its end, and resolves none that did not fire",
    async ({ servers, runs }) => {
      const store = await openAlerts(await newStore());
      onTestFinished(() => store.close());
      const history = fc.asyncProperty(fc.array(STEP, { minLength: 4, maxLength: 10 }), async (steps) => {
        await forgetAll(store);
        const world = await createWorld(store, servers);
        for (const one of steps) await world.step(one);
        await world.comeToRest();
        const fired = (await world.alerts()).filter(({ firingSince }) => firingSince !== null);
        expect(await world.waiting()).toEqual([]);
        expect(fired.filter(({ state }) => state !== "resolved")).toEqual([]);
        const ids = new Set(fired.map(({ id }) => id));
        expect(world.arrivals.flatMap(({ alertIds }) => alertIds).filter((id) => !ids.has(id))).toEqual([]);
        for (const { id: channelId } of CHANNELS)
          for (const alert of fired)
            expectSaidOnce(
              alert,
              fired,
              world.arrivals.filter((one) => one.channelId === channelId),
            );
      });
      await fc.assert(history, { numRuns: runs, examples: ENDS_MEANWHILE.map((steps) => [steps]), endOnFailure: true });
    },
  );
});

it("asks every few seconds whether the alerts that another server judges have changed, and reads them only if so", async () => {
  let [now, asked, loads, version] = [START, 0, 0, "1"];
  const nothing = async () => {
    throw new Error("Another server does this.");
  };
  const speakable = async () => {
    loads += 1;
    return [{ alert: exampleAlert({ id: `${loads}` }), label: "train", usdMicrosSoFar: null }];
  };
  const engine = await startAlertEngine({
    store: { speakable, spoken: nothing, alertsOf: nothing, save: nothing, saveTold: nothing, requireSettled: nothing },
    version: async () => {
      asked += 1;
      return version;
    },
    term: { enter: () => null },
    settings: () => ({ rules: DEFAULT_RULES, channels: CHANNELS, silences: [], timing: TIMING }),
    situation: () => ({ accounts: [], budgets: [], server: { history: null, channels: [] } }),
    describe: ({ subject }) => ({ label: subject.id, usdMicrosSoFar: null }),
    onMessages: () => {},
    onStored: () => {},
    now: () => now,
  });
  const lookForAMinute = async () => {
    for (const until = now + MINUTE_MS; now < until; now += SECOND_MS / 4) await engine.look();
  };
  await lookForAMinute();
  // At the start, and once more since something may have changed before it asked for the first time.
  expect([loads, asked, engine.isJudge()]).toEqual([2, 11, false]);
  version = "2";
  await lookForAMinute();
  expect([loads, asked]).toEqual([3, 23]);
  version = "3";
  await engine.showAgain();
  expect([...engine.open().values()]).toMatchObject([{ alert: { id: "4" } }]);
  await engine.showAgain();
  expect(loads).toBe(4);
});

function expectSaidOnce(alert: Alert, fired: readonly Alert[], arrivals: readonly Arrival[]): void {
  const told = arrivals.filter(({ alertIds }) => alertIds.includes(alert.id));
  const namesOf = (event: string) =>
    new Set(told.filter((one) => one.event === event).map(({ deliveryId }) => deliveryId)).size;
  expect(namesOf("firing")).toBeLessThanOrEqual(1);
  expect(namesOf("resolved")).toBeLessThanOrEqual(1);
  const end = told.findIndex(({ event }) => event === "resolved");
  if (end !== -1) expect(told.slice(end).filter(({ event }) => event !== "resolved")).toEqual([]);
  // Of what flaps, one alert is told instead of another.
  const ofSame = fired.filter((other) => alertKey(other) === alertKey(alert));
  const changes = ofSame.flatMap(({ firingSince, resolvedAt }) => [firingSince ?? [], resolvedAt ?? []].flat());
  if (findFlapping(changes.sort((one, other) => one - other)).length > 0) return;
  if (namesOf("firing") > 0) expect(namesOf("resolved")).toBe(1);
  // Nothing holds an account's alerts back.
  if (alert.rule === "account-failing") expect(told.length).toBeGreaterThan(0);
}
