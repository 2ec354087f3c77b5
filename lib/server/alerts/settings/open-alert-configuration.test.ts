import { describe, expect, it, onTestFinished } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { describeEachStore, postgresStores } from "@/lib/testing/stores";
import {
  type ConfiguredAlerts,
  type ConfiguredChannel,
  DEFAULT_TIMING,
  NO_CONFIGURED_ALERTS,
} from "../../configuration/alerts/configured-alerts";
import { replaceSecrets } from "../../redaction/secrets";
import { migrate } from "../../store/migrate";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { slack } from "../channels/slack";
import { telegram } from "../channels/telegram";
import { ALERT_PART } from "../store/alert-part";
import type { Channel } from "./channel";
import { openAlertConfiguration } from "./open-alert-configuration";

const KEY = Buffer.alloc(32, 1);
const T = Date.UTC(2026, 10, 28, 12);
const URL_OF_OPS = "https://hooks.example.com/services/secret-of-ops";

const ops: Channel = {
  ...{ id: "ops", kind: slack, label: "Ops", source: "settings", minSeverity: "warning", isPerAlert: undefined },
  ...{ rules: ["cluster-down"], accounts: null, show: { names: true, costs: false } },
  ...{ settings: {}, secrets: { url: URL_OF_OPS } },
};
const inFile: ConfiguredChannel = {
  ...{ id: "file", kind: slack, label: "File", minSeverity: "info", rules: null, accounts: null },
  ...{ show: { names: true, costs: true }, settings: { url: "https://hooks.example.com/services/secret-of-file" } },
};

interface Server {
  configured?: Partial<ConfiguredAlerts>;
  key?: Buffer;
  now?: () => number;
}

async function start(location: StoreLocation, { configured = {}, key = KEY, now = () => T }: Server = {}) {
  const store = openDatabase(location);
  onTestFinished(store.close);
  await migrate(store, ALERT_PART.migrations);
  const configuration = { alerts: { ...NO_CONFIGURED_ALERTS, ...configured }, secretKey: { key } };
  return openAlertConfiguration({ store, configuration, hints: createSoleServer().hints, now });
}

describeEachStore((newStore) => {
  it("keeps channels, rules and silences over a restart, and tells of each change", async () => {
    const location = await newStore();
    const first = await start(location);
    let changes = 0;
    first.onChange(() => {
      changes += 1;
    });
    await first.channels.add(ops, T);
    await first.rules.set("cluster-down", { forMs: 60_000 });
    await first.silences.add({ match: { accountId: "a" }, until: T + HOUR_MS, weekly: null, why: "Move" }, "a@b.c");
    expect(changes).toBe(3);

    const second = await start(location);
    const { channels, rules, silences } = second.current();
    const { id, minSeverity, isPerAlert } = ops;
    expect(channels).toEqual([{ id, minSeverity, rules: ["cluster-down"], accounts: null, isPerAlert }]);
    expect(rules["cluster-down"]).toEqual({
      ...{ enabled: true, severity: "critical", forMs: 60_000, resolveAfterMs: 0, threshold: 2 },
    });
    expect(silences).toMatchObject([{ match: { accountId: "a" }, from: T, until: T + HOUR_MS }]);
    expect(await second.sendable("ops")).toMatchObject({ settings: { url: URL_OF_OPS }, show: { costs: false } });
    expect(second.channels.list()).toMatchObject([{ channel: { label: "Ops", settings: {} } }]);
    expect(second.rules.list().filter(({ source }) => source !== "default")).toMatchObject([{ rule: "cluster-down" }]);
    await second.rules.set("cluster-down", {});
    expect(second.rules.list().every(({ source }) => source === "default")).toBe(true);
  });

  it("takes over what the file says anew while it runs, with what people have set beside it", async () => {
    const clock = { now: T };
    const silence = { match: { accountId: "a" }, until: null, weekly: null, why: "Move" };
    const started = await start(await newStore(), { configured: { silences: [silence] }, now: () => clock.now });
    await started.channels.add(ops, T);
    let changes = 0;
    started.onChange(() => {
      changes += 1;
    });
    clock.now += HOUR_MS;
    await started.setConfigured({
      ...{ ...NO_CONFIGURED_ALERTS, channels: [inFile], timing: { ...DEFAULT_TIMING, digestOver: 3 } },
      rules: new Map([["cluster-down", { forMs: 5_000 }]]),
      silences: [{ ...silence, match: {} }, silence],
    });
    expect(changes).toBe(1);
    expect(started.channels.list().map(({ channel: { id } }) => id)).toEqual(["file", "ops"]);
    const { rules, silences, timing } = started.current();
    expect([rules["cluster-down"].forMs, timing.digestOver]).toEqual([5_000, 3]);
    await expect(started.rules.set("cluster-down", {})).rejects.toThrow("clusterdeck.yaml");
    // What was silenced before goes on since then.
    expect(silences.map(({ id, from }) => [id, from])).toEqual([
      ["file-1", T + HOUR_MS],
      ["file-2", T],
    ]);
    await started.setConfigured(NO_CONFIGURED_ALERTS);
    expect(started.channels.list().map(({ channel: { id } }) => id)).toEqual(["ops"]);
    expect(started.current().silences).toEqual([]);
  });

  it("stores no secret that a copy of the database tells, and lets none into the log", async () => {
    const location = await newStore();
    const configuration = await start(location, { configured: { channels: [inFile] } });
    await configuration.channels.add(ops, T);
    await configuration.noteAttempt("file", { reason: "It is gone.", disables: true }, T);
    const store = openDatabase(location);
    onTestFinished(store.close);
    const db = store.db.withTables<Record<"alertChannel" | "alertChannelState", object>>();
    const rows = [
      await db.selectFrom("alertChannel").selectAll().execute(),
      await db.selectFrom("alertChannelState").selectAll().execute(),
    ];
    expect(rows.map(({ length }) => length)).toEqual([1, 1]);
    expect(JSON.stringify(rows)).not.toContain("secret-of");
    expect(replaceSecrets(`POST ${URL_OF_OPS} and /services/secret-of-file`)).not.toContain("secret-of");
  });

  it("says so if secrets were sealed with another key, and sends nothing there until they are entered again", async () => {
    const location = await newStore();
    await (await start(location)).channels.add(ops, T);
    const other = await start(location, { key: Buffer.alloc(32, 2) });
    expect(await other.sendable("ops")).toBeNull();
    expect(other.current().channels).toEqual([]);
    expect(other.failing()).toMatchObject([{ channelId: "ops", detail: expect.stringContaining("another key") }]);
    await other.channels.change("ops", { secrets: { url: URL_OF_OPS } });
    expect(await other.sendable("ops")).toMatchObject({ settings: { url: URL_OF_OPS } });
    expect(other.failing()).toEqual([]);
  });

  it("leaves what the file sets to the file, and whoever takes an id into the file means the file's", async () => {
    const location = await newStore();
    await (await start(location)).channels.add({ ...ops, id: "file" }, T);
    const rule = { enabled: false, threshold: 9 };
    const silence = { match: {}, until: null, weekly: null, why: "Because" };
    const configuration = await start(location, {
      configured: { channels: [inFile], rules: new Map([["cluster-down", rule]]), silences: [silence] },
    });
    expect(configuration.current().rules["cluster-down"]).toMatchObject({ ...rule, severity: "critical" });
    expect(configuration.channels.list()).toMatchObject([{ channel: { source: "file", label: "File" } }]);
    for (const refused of [
      () => configuration.rules.set("cluster-down", {}),
      () => configuration.channels.change("file", { label: "Mine" }),
      () => configuration.channels.remove("file"),
      () => configuration.channels.add({ ...ops, id: "file" }, T),
      () => configuration.silences.end("file-1"),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "conflict" });
  });

  it("says since when and how a channel fails, over a restart, until a message arrives", async () => {
    const location = await newStore();
    const first = await start(location, { configured: { channels: [inFile] } });
    await first.noteAttempt("file", { reason: "It cannot take it now (503).", disables: false }, T);
    await first.noteAttempt("file", { reason: "It did not answer.", disables: false }, T + MINUTE_MS);
    const second = await start(location, { configured: { channels: [inFile] } });
    expect(second.failing()).toEqual([
      { channelId: "file", label: "File", since: T, detail: "It did not answer.", isDisabled: false },
    ]);
    expect(second.current().channels).toHaveLength(1);
    await second.noteAttempt("file", null, T + HOUR_MS);
    expect(second.failing()).toEqual([]);
    expect(second.channels.find("file")?.state).toMatchObject({ lastDeliveryAt: T + HOUR_MS, failure: null });
  });

  it("sends nothing to a channel that is gone until somebody enables it, or sets it otherwise", async () => {
    const location = await newStore();
    const configuration = await start(location, { configured: { channels: [inFile] } });
    await configuration.channels.add(ops, T);
    for (const id of ["file", "ops"]) {
      await configuration.noteAttempt(id, { reason: "The address is gone (410).", disables: true }, T);
      await configuration.noteAttempt(id, null, T + 1);
      expect(await configuration.sendable(id)).toBeNull();
    }
    expect(configuration.current().channels).toEqual([]);
    expect(configuration.failing()).toHaveLength(2);
    await configuration.channels.change("ops", { label: "Other" });
    expect(await configuration.sendable("ops")).toBeNull();
    await configuration.channels.change("ops", { secrets: { url: `${URL_OF_OPS}-2` } });
    await configuration.channels.disable("file", null);
    expect(configuration.current().channels.map(({ id }) => id)).toEqual(["file", "ops"]);

    await configuration.noteAttempt("file", { reason: "The address is gone (410).", disables: true }, T);
    const moved = { ...inFile, settings: { url: "https://hooks.example.com/services/secret-of-another" } };
    const restarted = await start(location, { configured: { channels: [moved] } });
    expect(await restarted.sendable("file")).toMatchObject({ settings: moved.settings });
  });

  it("expects nothing of a channel that somebody switched off", async () => {
    const configuration = await start(await newStore(), { configured: { channels: [inFile] } });
    await configuration.noteAttempt("file", { reason: "It did not answer.", disables: false }, T);
    await configuration.channels.disable("file", "a@example.org switched it off.");
    expect(configuration.failing()).toEqual([]);
    expect(configuration.current().channels).toEqual([]);
  });

  it("leaves a channel switched off if an attempt ends meanwhile", async () => {
    const location = await newStore();
    const configuration = await start(location, { configured: { channels: [inFile] } });
    const because = "a@example.org switched it off.";
    await Promise.all([
      configuration.channels.disable("file", because),
      configuration.noteAttempt("file", { reason: "It did not answer.", disables: false }, T),
      configuration.noteAttempt("file", null, T + 1),
    ]);
    expect(configuration.channels.find("file")?.state.disabledBecause).toBe(because);
    const restarted = await start(location, { configured: { channels: [inFile] } });
    expect(restarted.channels.find("file")?.state.disabledBecause).toBe(because);
  });

  it("ends a silence at once, keeps that it was there for two days, and then forgets it", async () => {
    const location = await newStore();
    let now = T;
    const configuration = await start(location, { now: () => now });
    expect(configuration.current().silences).toEqual([]);
    const weekly = { days: ["sat"], start: "11:00", end: "23:00", timeZone: "UTC" } as const;
    const { id } = await configuration.silences.add({ match: {}, until: null, weekly, why: "Weekend" }, "a@b.c");
    expect(configuration.current().silences[0]).toMatchObject({ id, from: T, until: Date.UTC(2026, 10, 28, 23) });
    now = T + HOUR_MS;
    await configuration.silences.end(id);
    expect(configuration.silences.list()).toEqual([]);
    expect(configuration.current().silences).toEqual([{ id, match: {}, from: T, until: now }]);
    await expect(configuration.silences.end(id)).rejects.toMatchObject({ code: "not-found" });
    now += 2 * DAY_MS + 1;
    await configuration.reload();
    expect(configuration.current().silences).toEqual([]);
  });

  it("gives the same rules until they change, so that what was judged by them holds", async () => {
    const configuration = await start(await newStore());
    const { rules } = configuration.current();
    expect(configuration.current().rules).toBe(rules);
    await configuration.rules.set("budget", { threshold: 50 });
    expect(configuration.current().rules).not.toBe(rules);
    expect(configuration.current().rules.budget.threshold).toBe(50);
  });

  it("hears of what another server changed when it reads again", async () => {
    const location = await newStore();
    // Two servers cannot share a folder, and one that has read it stands for the other here.
    const [one, other] = [await start(location), await start(location)];
    await one.channels.add(ops, T);
    expect(other.channels.list()).toEqual([]);
    let changes = 0;
    other.onChange(() => {
      changes += 1;
    });
    await other.reload();
    expect(await other.sendable("ops")).toMatchObject({ settings: { url: URL_OF_OPS } });
    expect(changes).toBe(1);
  });

  it("does one change after the other, and goes on after one that fails", async () => {
    const configuration = await start(await newStore());
    const chat = { ...ops, id: "chat", kind: telegram, settings: {}, secrets: {} };
    const results = await Promise.allSettled([
      configuration.channels.add(ops, T),
      configuration.channels.add(ops, T),
      configuration.channels.add(chat, T + 1),
      configuration.channels.remove("ops"),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(configuration.channels.list().map(({ channel }) => channel.id)).toEqual(["chat"]);
  });
});

describe("two servers on one database", () => {
  const newDatabaseUrl = postgresStores();

  it("send by what the other one has stored just before, without waiting for the next reading of all settings", async () => {
    const location = { databaseUrl: await newDatabaseUrl() };
    const [one, other] = [await start(location), await start(location)];
    await one.channels.add(ops, T);
    let changes = 0;
    other.onChange(() => {
      changes += 1;
    });
    expect(await other.latestSendable("ops")).toMatchObject({ settings: { url: URL_OF_OPS }, show: ops.show });
    expect(other.current().channels.map(({ id }) => id)).toEqual(["ops"]);
    await one.noteAttempt("ops", null, T + 1);
    await other.latestSendable("ops");
    expect(changes).toBe(1);

    const hidden = { names: false, costs: false };
    await one.channels.change("ops", { show: hidden, secrets: { url: `${URL_OF_OPS}-2` } });
    expect(await other.latestSendable("ops")).toMatchObject({ settings: { url: `${URL_OF_OPS}-2` }, show: hidden });
    await one.channels.disable("ops", "a@example.org switched it off.");
    await other.noteAttempt("ops", { reason: "It did not answer.", disables: false }, T + 2);
    expect(await other.latestSendable("ops")).toBeNull();
    await one.channels.disable("ops", null);
    await one.channels.remove("ops");
    expect(await other.latestSendable("ops")).toBeNull();
    expect(changes).toBe(4);
  });
});
