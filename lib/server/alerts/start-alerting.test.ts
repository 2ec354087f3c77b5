import { sql } from "kysely";
import { expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod/mini";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { type Leases, SOLE_EPOCH } from "@/lib/server/coordination/leases";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { PUBLIC_URL } from "@/lib/testing/example-auth";
import { readingOf } from "@/lib/testing/example-polls";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { countsOf } from "@/lib/testing/prometheus/counts-of";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { answerText, json } from "@/lib/testing/receivers/received";
import { startReceivers } from "@/lib/testing/receivers/start-receivers";
import { temporaryFolders } from "@/lib/testing/stores";
import { type ConfiguredAlerts, DEFAULT_TIMING, NO_CONFIGURED_ALERTS } from "../configuration/alerts/configured-alerts";
import { historyIn } from "../history/open-history";
import { log } from "../log";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { migrate } from "../store/migrate";
import { openDatabase, type Store } from "../store/open-database";
import type { StoreProblem } from "../store/store-handle";
import { webhook } from "./channels/webhook";
import { openAlertConfiguration } from "./settings/open-alert-configuration";
import { type RunningAlerting, startAlerting } from "./start-alerting";
import { ALERT_PART } from "./store/alert-part";
import { createAlertStore } from "./store/alert-store";
import type { AlertTables } from "./store/schema";
import { createWays } from "./ways/create-ways";

const newFolder = temporaryFolders();

const messageSchema = z.object({
  type: z.string(),
  data: z.object({
    alerts: z.array(z.object({ id: z.string(), rule: z.string(), title: z.string(), detail: z.string() })),
  }),
});

/** An account with this many clusters, all of them down. */
function brokenAccount(clusters: number): AccountSnapshot {
  const at = Date.now();
  const readings = Array.from({ length: clusters }, (_, index) =>
    readingOf({ providerClusterId: `c${index}`, name: `c${index}`, status: "error", health: "unhealthy" }),
  );
  const track = { observedAt: at, statusSince: at, statusMayBeOlder: false, missed: null, details: null };
  return {
    ...{ id: "shade", provider: { id: "shadeform", label: "Shadeform" }, label: "Shadeform", canCreate: false },
    ...{ state: "ok", paused: null, pollIntervalMs: 10 * MINUTE_MS, problem: null, warnings: [], billing: null },
    ...{ lastSuccessAt: at, lastAttemptAt: at, nextAttemptAt: at },
    clusters: new Map(readings.map((reading) => [reading.providerClusterId, { ...track, reading }])),
    gone: new Map(),
  };
}

async function openStore(): Promise<Store> {
  const store = openDatabase({ dataDir: newFolder() });
  await migrate(store, ALERT_PART.migrations);
  return store;
}

interface Setting {
  alerts?: ConfiguredAlerts;
  accounts?: () => AccountSnapshot[];
  problem?: () => StoreProblem | null;
  leases?: Leases;
}

/** Alerting that ends with the test, and its store with it. */
async function startOn(store: Store, setting: Setting): Promise<RunningAlerting> {
  const { alerts = NO_CONFIGURED_ALERTS, accounts = () => [], problem = () => null } = setting;
  const { leases, hints } = createSoleServer();
  const configuration = {
    ...{ timeZone: "UTC", publicUrl: PUBLIC_URL, alerts },
    secretKey: { key: Buffer.alloc(32, 1) },
  };
  const alerting = await startAlerting({
    ...{
      store,
      coordination: { leases: setting.leases ?? leases, hints },
      configuration,
      live: {
        current: () => ({ accounts: [], rates: [], budgets: [], alerts, metricsToken: null }),
        revision: () => 0,
      },
      history: await historyIn(store),
      fleet: { accounts, account: () => null },
      log: log(),
      onLook: () => {},
      now: Date.now,
    },
    historyProblem: problem,
    alertConfiguration: await openAlertConfiguration({ store, configuration, hints, now: Date.now }),
    ways: createWays(["127.0.0.0/8"], () => Promise.reject(new Error("Nothing is pushed here."))),
  });
  onTestFinished(async () => {
    await alerting.stop();
    await store.close();
  });
  return alerting;
}

it("says that the disk is full although it cannot store that, and then that it is over, once each", async () => {
  forgetSingleton("meters");
  const receivers = await startReceivers({ ops: () => answerText(204, "") });
  const store = await openStore();
  const channel = {
    ...{ id: "ops", kind: webhook, label: "Ops", settings: { url: receivers.urlOf("ops") } },
    ...{ minSeverity: "info" as const, rules: ["history-not-written" as const], accounts: null },
    show: { names: true, costs: true },
  };
  const alerts = {
    ...{ ...NO_CONFIGURED_ALERTS, channels: [channel] },
    timing: { ...DEFAULT_TIMING, groupWaitMs: 100, groupIntervalMs: 0 },
    rules: new Map([["cluster-down" as const, { threshold: 1 }]]),
  };
  let accounts: AccountSnapshot[] = [];
  let isFull = false;
  const problem = () => (isFull ? { detail: "The disk that holds the database is full.", since: Date.now() } : null);
  const alerting = await startOn(store, { alerts, accounts: () => accounts, problem });
  onTestFinished(() => receivers[Symbol.asyncDispose]());
  const said = () =>
    receivers.received("ops").map((received) => ({
      id: received.headers.get("webhook-id"),
      ...z.parse(messageSchema, json(received)),
    }));

  await sql`pragma max_page_count = 1`.execute(store.db);
  isFull = true;
  accounts = [brokenAccount(200)];
  alerting.noteFleet();
  await expect
    .poll(said)
    .toMatchObject([{ type: "alert.firing", data: { alerts: [{ rule: "history-not-written" }] } }]);
  expect(said()[0]?.data.alerts[0]?.detail).toMatch(/disk that holds the database is full/);
  await expect(alerting.look()).rejects.toThrow();

  await sql`pragma max_page_count = 1000000`.execute(store.db);
  isFull = false;
  await expect.poll(() => said().map(({ type }) => type)).toEqual(["alert.firing", "alert.resolved"]);
  const [firing, resolved] = said().map(({ data }) => data.alerts.map(({ id }) => id));
  expect(resolved).toEqual(firing);
  await alerting.look();
  expect([...alerting.open().values()].filter(({ alert }) => alert.rule === "cluster-down")).toHaveLength(200);
  expect(said()).toHaveLength(2);
  expect(await countsOf("clusterdeck_notifications_total")).toEqual([["ops", "delivered", 2]]);
});

it("shows what another server judges as soon as it judges no more itself", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const store = await openStore();
  const ending = new AbortController();
  const term = { lease: "alerts", epoch: SOLE_EPOCH, isTrusted: () => !ending.signal.aborted, signal: ending.signal };
  const leases: Leases = {
    want(_, onTerm) {
      onTerm(term);
      return async () => {};
    },
  };
  const accounts = [brokenAccount(1)];
  const alerting = await startOn(store, { leases, accounts: () => accounts });
  await expect.poll(() => alerting.look().then(() => alerting.open().size)).toBe(1);
  const alert = exampleAlert({ firingSince: Date.now(), pendingSince: Date.now() });
  const another = createAlertStore(store.db.withTables<AlertTables>());
  const changes = { saved: [{ alert, label: "Shadeform", usdMicrosSoFar: null }], dropped: [] };
  await another.save({ ...changes, plan: { messages: [], replaced: [] } }, Date.now());
  ending.abort();
  // It would look by itself only after ten seconds.
  await vi.advanceTimersByTimeAsync(5_000);
  await alerting.stop();
  expect(alerting.open().size).toBe(2);
});

it("stores what it judges at the moment before another server goes on, and then judges no more", async () => {
  const store = await openStore();
  const ending = new AbortController();
  let finish: () => Promise<void> = () => expect.fail("Nothing is finished before it is handed over.");
  const leases: Leases = {
    want(lease, onTerm, finishOne = finish) {
      finish = finishOne;
      onTerm({ lease, epoch: SOLE_EPOCH, isTrusted: () => true, signal: ending.signal });
      return async () => ending.abort();
    },
  };
  let accounts = [brokenAccount(1)];
  let noteJudging = () => {};
  const readAccounts = () => {
    noteJudging();
    return accounts;
  };
  const alerting = await startOn(store, { leases, accounts: readAccounts });
  const stored = async () => {
    const found = await createAlertStore(store.db.withTables<AlertTables>()).speakable(Date.now());
    return found.length;
  };
  await expect.poll(() => alerting.look().then(stored)).toBe(1);
  accounts = [brokenAccount(2)];
  const judging = Promise.withResolvers<void>();
  noteJudging = judging.resolve;
  void alerting.look();
  await judging.promise;
  await finish();
  expect(await stored()).toBe(2);
  accounts = [brokenAccount(3)];
  await alerting.look();
  expect(await stored()).toBe(2);
});
