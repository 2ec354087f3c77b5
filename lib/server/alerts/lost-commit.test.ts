import { expect, it, onTestFinished } from "vitest";
import type { WatchedAccount } from "@/lib/domain/alerts/conditions/situation";
import { DEFAULT_RULES } from "@/lib/domain/alerts/rule";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { type Fate, loseAnswers } from "@/lib/testing/servers/lossy-database";
import { scriptedLeases } from "@/lib/testing/servers/scripted-leases";
import { postgresStores } from "@/lib/testing/stores";
import { DEFAULT_TIMING } from "../configuration/alerts/configured-alerts";
import { COORDINATION_PART } from "../coordination/coordination-part";
import { migrate } from "../store/migrate";
import { openDatabase } from "../store/open-database";
import { startAlertEngine } from "./engine";
import { ALERT_PART } from "./store/alert-part";
import { createAlertStore } from "./store/alert-store";
import { createAlertTerm } from "./store/alert-term";
import type { AlertTables } from "./store/schema";
import { speakableVersion } from "./store/speakable-alerts";

const START = Date.UTC(2026, 10, 29);
const newDatabaseUrl = postgresStores();

const FAILING: WatchedAccount = {
  ...{ id: "shade", state: "failing", problem: { code: "auth", detail: "It refuses the key.", since: START } },
  ...{ pollIntervalMs: 15 * SECOND_MS, lastAttemptAt: START, lastSuccessAt: START, billing: null },
  ...{ clusters: [], gone: [] },
};

/** A server that judges, over a connection on which commits meet the `fate` that is set. */
async function startJudge() {
  const databaseUrl = await newDatabaseUrl();
  const direct = openDatabase({ databaseUrl });
  for (const part of [COORDINATION_PART, ALERT_PART]) await migrate(direct, part.migrations);
  const commits: { fate: Fate } = { fate: "arrives" };
  const lossy = await loseAnswers(databaseUrl, (sent) => (/commit/i.test(sent) ? commits.fate : "arrives"));
  const store = openDatabase({ databaseUrl: lossy.databaseUrl });
  onTestFinished(async () => {
    await store.close();
    lossy.close();
    await direct.close();
  });
  const term = createAlertTerm();
  const leases = scriptedLeases(direct.db);
  leases.ofServer("judge").want("alerts", term.begin);
  await leases.give("alerts", "judge");
  const clock = { now: START };
  const db = store.db.withTables<AlertTables>();
  const alerts = createAlertStore(db, term);
  const engine = await startAlertEngine({
    ...{ store: alerts, term, version: (at) => speakableVersion(db, store.dialect, at), now: () => clock.now },
    settings: () => ({
      ...{ rules: DEFAULT_RULES, silences: [], timing: { ...DEFAULT_TIMING, groupWaitMs: 0 } },
      channels: [{ id: "ops", minSeverity: "info", rules: null, accounts: null }],
    }),
    situation: () => ({ accounts: [FAILING], budgets: [], server: { history: null, channels: [] } }),
    describe: ({ subject }) => ({ label: subject.id, usdMicrosSoFar: null }),
    onMessages: () => {},
    onStored: () => {},
  });
  const tables = direct.db.withTables<AlertTables>();
  const stored = async () => ({
    alerts: await tables.selectFrom("alert").select("id").execute(),
    messages: await tables.selectFrom("delivery").select("id").execute(),
  });
  return { alerts, engine, term, commits, clock, direct, stored };
}

it.each([
  { fate: "loses its answer", kept: 1 },
  { fate: "is lost", kept: 0 },
] as const)("raises an alert once, and says it once, if a commit $fate", async ({ fate, kept }) => {
  const { engine, commits, clock, stored } = await startJudge();
  commits.fate = fate;
  await expect(engine.look()).rejects.toThrow();
  const before = await stored();
  expect(before).toMatchObject({ alerts: { length: kept }, messages: { length: kept } });
  commits.fate = "arrives";
  clock.now += SECOND_MS;
  await expect
    .poll(() => engine.look().then(stored, String))
    .toMatchObject({ alerts: { length: 1 }, messages: { length: 1 } });
  const [alert] = engine.open().values();
  expect(await stored()).toMatchObject({ alerts: [{ id: alert?.alert.id }] });
  if (kept === 1) expect(await stored()).toEqual(before);
});

it("judges nothing as long as what it could not store may still be committed", async () => {
  const { engine, term, commits, direct, stored } = await startJudge();
  commits.fate = "is lost";
  await expect(engine.look()).rejects.toThrow();
  commits.fate = "arrives";
  // The transaction that was lost is under way here, and may end either way.
  await direct.db
    .withTables<AlertTables>()
    .transaction()
    .execute(async (transaction) => {
      await term.confirm(transaction);
      await expect(engine.look()).rejects.toThrow();
    });
  expect(await stored()).toEqual({ alerts: [], messages: [] });
  await expect.poll(() => engine.look().then(stored, String)).toMatchObject({ alerts: { length: 1 } });
});

it("stores once what was said before it could be stored, though the answer is lost", async () => {
  const { alerts, term, commits, stored } = await startJudge();
  term.enter();
  const unstored = { alert: exampleAlert({ id: "1" }), label: "The history", usdMicrosSoFar: null };
  const save = () => alerts.saveTold(unstored, [{ id: "m", channelId: "ops", at: START }]);
  commits.fate = "loses its answer";
  await expect(save()).rejects.toThrow();
  commits.fate = "arrives";
  expect(await save()).toBe(true);
  expect(await stored()).toEqual({ alerts: [{ id: "1" }], messages: [{ id: "m" }] });
});
