import { describe, expect, it, onTestFinished } from "vitest";
import type { Severity } from "@/lib/domain/alerts/rule";
import { HOUR_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { queryPlans } from "@/lib/testing/query-plans";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { describeEachStore, temporaryFolders } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { ALERT_PART } from "./alert-part";
import { createAlertStore } from "./alert-store";
import { pruneAlerts } from "./alert-upkeep";
import { findSpoken } from "./find-spoken";
import type { AlertTables } from "./schema";

const NOW = Date.UTC(2026, 10, 29);

async function open(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  await migrate(store, ALERT_PART.migrations);
  return store.db.withTables<AlertTables>();
}

describeEachStore((newStore) => {
  it("knows of an alert the latest message on each channel and how bad it was then, what waits, and what is new", async () => {
    const db = await open(await newStore());
    const store = createAlertStore(db);
    const say = async (event: "firing" | "reminder", severity: Severity, channels: readonly string[], at: number) => {
      const saved = [{ alert: exampleAlert({ id: "1", severity }), label: "train", usdMicrosSoFar: null }];
      const messages = channels.map((channelId) => ({ channelId, event, alertIds: ["1"] }));
      await store.save({ saved, dropped: [], plan: { messages, replaced: [] } }, at);
    };
    const deliver = () => db.updateTable("delivery").set({ state: "delivered" }).execute();
    const known = async (now: number) =>
      (await store.spoken(["1"], now)).map(({ channelId, event, severity }) => `${channelId} ${event} ${severity}`);

    await say("firing", "warning", ["ops", "pager"], NOW - 5 * HOUR_MS);
    await deliver();
    await say("reminder", "warning", ["ops"], NOW - 4 * HOUR_MS);
    expect(await known(NOW)).toEqual(["pager firing warning", "ops reminder warning"]);
    await say("firing", "critical", ["ops"], NOW - 3 * HOUR_MS);
    expect(await known(NOW)).toEqual(["ops reminder warning", "pager firing warning", "ops firing critical"]);
    await deliver();
    await say("reminder", "critical", ["ops"], NOW - 2 * HOUR_MS);
    await deliver();
    expect(await known(NOW)).toEqual(["pager firing warning", "ops reminder critical"]);
    expect(await known(NOW - 3 * HOUR_MS + 30 * SECOND_MS)).toContain("ops firing critical");
    // The clock is set back: what is planned last is the latest all the same.
    await say("firing", "warning", ["ops"], NOW - 6 * HOUR_MS);
    await deliver();
    expect((await known(NOW)).toSorted()).toEqual(["ops firing warning", "pager firing warning"]);
  });
});

describe("SQLite", () => {
  const newFolder = temporaryFolders();

  it("goes through no whole table for what alerts are judged, told and removed by", async () => {
    const { plugin, steps } = queryPlans();
    const db = (await open({ dataDir: newFolder() })).withPlugin(plugin);
    await findSpoken(db, ["1", "2"], NOW);
    await createAlertStore(db).speakable(NOW);
    await pruneAlerts(db, NOW, new AbortController().signal);
    expect(steps.length).toBeGreaterThan(8);
    expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual([]);
  });
});
