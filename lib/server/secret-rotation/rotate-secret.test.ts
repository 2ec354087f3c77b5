import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { madeUp } from "@/lib/testing/made-up-provider";
import { createTestBrowser } from "@/lib/testing/receivers/browser";
import { describeEachStore, temporaryFolders } from "@/lib/testing/stores";
import { openStoredAccounts } from "../accounts/open-stored-accounts";
import { slack } from "../alerts/channels/slack";
import { openPush } from "../alerts/push/open-push";
import { openAlertConfiguration } from "../alerts/settings/open-alert-configuration";
import { NO_CONFIGURED_ALERTS } from "../configuration/alerts/configured-alerts";
import { createLeaseRows } from "../coordination/postgres/lease-rows";
import { openSecretBox } from "../secret-box/open-secret-box";
import { createSecretBox } from "../secret-box/secret-box";
import { beginNextSecretKey, parseSecretKey } from "../secret-box/secret-key";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { createStorageClaim } from "../store/storage-claim";
import { migrateAll, STORED_TABLES } from "../store-copy/stored-parts";
import { type Rotation, rotateSecret } from "./rotate-secret";
import { sealAnew } from "./seal-anew";

const { hints } = createSoleServer();

const T = Date.UTC(2026, 10, 29);
const SEALED = /^1\.[\w-]{38,}$/;

const newFolder = temporaryFolders();

/** The parts of a server that keep secrets. */
async function startServer(location: StoreLocation, secretKey: { key: Buffer } | { dataDir: string }) {
  const store = openDatabase(location);
  await migrateAll(store);
  const box = openSecretBox(secretKey);
  const options = { publicUrl: "https://deck.example", mayReceive: async () => new Set(["a"]), now: () => T };
  const defaults = { pollIntervalMs: 15_000, requestsPerMinute: null, reachability: false };
  const accounts = await openStoredAccounts(store, { box, providers: [madeUp], defaults, hints });
  const push = await openPush(store, { box, ...options });
  const configuration = { alerts: NO_CONFIGURED_ALERTS, secretKey };
  const alerts = await openAlertConfiguration({ store, configuration, hints, now: () => T });
  return { store, accounts, push, alerts };
}

/** One secret of each kind that is stored. */
async function fill(location: StoreLocation, secretKey: { key: Buffer } | { dataDir: string }) {
  const { store, accounts, push, alerts } = await startServer(location, secretKey);
  await accounts.stored.add({
    ...{ id: "research", provider: madeUp, label: "R", settings: { team: "red" }, secrets: { apiKey: "mum_SECRET" } },
    ...{ pollIntervalMs: null, requestsPerMinute: null, paused: null, retired: null, created: { at: T, by: "a@b.c" } },
  });
  await alerts.channels.add(
    {
      ...{ id: "ops", kind: slack, label: "Ops", source: "settings", minSeverity: "info", isPerAlert: undefined },
      ...{ rules: null, accounts: null, show: { names: true, costs: true } },
      ...{ settings: {}, secrets: { url: "https://hooks.example.com/SECRET" } },
    },
    T,
  );
  await alerts.noteAttempt("ops", { reason: "It is away.", disables: false }, T);
  await push.subscriptions.add("a", createTestBrowser("https://web.push.apple.com/SECRET").subscription, T);
  await store.close();
  return push.publicKey;
}

/** What a server with this key can still read. */
async function readable(location: StoreLocation, secretKey: { key: Buffer } | { dataDir: string }) {
  const { store, accounts, push, alerts } = await startServer(location, secretKey);
  const [subscription] = await push.subscriptions.without("none");
  const result = {
    account: accounts.list()[0]?.apiKey ?? "",
    channel: Object((await alerts.sendable("ops"))?.settings).url,
    failing: alerts.failing().length,
    push: subscription?.subscription?.endpoint ?? null,
    publicKey: push.publicKey,
  };
  await store.close();
  return result;
}

/** On PostgreSQL, as a server is that runs with the data; on SQLite its claim says so. Returns how to be gone. */
async function beThere({ db, dialect }: Store): Promise<() => Promise<void>> {
  if (dialect === "sqlite") return async () => {};
  const self = { id: "other", name: "other", version: "1.0.0", build: null };
  const rows = createLeaseRows(db, { self, ttlMs: 15_000, notifyOthers: sql`null` });
  await rows.beat({ clockAheadMs: 0, hearsHints: true });
  return rows.leave;
}

async function sealedTexts(location: StoreLocation): Promise<string[]> {
  const store = openDatabase(location);
  onTestFinished(store.close);
  const rows = await Promise.all(
    STORED_TABLES.map(async ({ name }) => (await sql<object>`select * from ${sql.table(name)}`.execute(store.db)).rows),
  );
  return rows.flat().flatMap((row) => Object.values(row).filter((value) => SEALED.test(String(value))));
}

describeEachStore((newStore) => {
  const everything = (publicKey: string) => ({
    ...{ account: "mum_SECRET", channel: "https://hooks.example.com/SECRET", failing: 1, publicKey },
    push: "https://web.push.apple.com/SECRET",
  });
  const [old, next] = [randomBytes(32), randomBytes(32)];
  const rotation = (location: StoreLocation, change: Partial<Rotation> = {}): Rotation => ({
    ...{ location, dataDir: newFolder(), current: old, next, ...change },
  });

  it("seals every kind of secret under the new key, and leaves none that the old one opens", async () => {
    const location = await newStore();
    const publicKey = await fill(location, { key: old });
    const before = await sealedTexts(location);
    expect(before).toHaveLength(5);
    expect(await rotateSecret(rotation(location))).toEqual({ sealed: 5, unreadable: [] });
    const after = await sealedTexts(location);
    expect(after).toHaveLength(5);
    expect(after.filter((text) => before.includes(text))).toEqual([]);
    // Again: whoever does not know whether it has ended just runs it once more.
    expect(await rotateSecret(rotation(location))).toEqual({ sealed: 5, unreadable: [] });
    expect(await sealedTexts(location)).toEqual(after);
    expect(await readable(location, { key: next })).toEqual(everything(publicKey));
  });

  it("names what it cannot open, and leaves that as it is", async () => {
    const location = await newStore();
    await fill(location, { key: old });
    const before = await sealedTexts(location);
    const wrong = await rotateSecret(rotation(location, { current: randomBytes(32) }));
    expect(wrong).toMatchObject({ sealed: 0, unreadable: expect.arrayContaining(["account research", "channel ops"]) });
    expect(await sealedTexts(location)).toEqual(before);
  });

  it("puts a new key into the data folder, and one that is configured in the place of that", async () => {
    const [location, dataDir] = [await newStore(), newFolder()];
    const publicKey = await fill(location, { dataDir });
    const file = join(dataDir, "secret-key");
    const before = readFileSync(file, "utf8");
    expect(await rotateSecret(rotation(location, { dataDir, current: null, next: null }))).toMatchObject({
      sealed: 5,
    });
    expect(readFileSync(file, "utf8")).not.toBe(before);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readdirSync(dataDir)).not.toContain("secret-key.next");
    expect(await readable(location, { dataDir })).toEqual(everything(publicKey));
    const first = createSecretBox(parseSecretKey(before) ?? old);
    expect((await sealedTexts(location)).map((text) => first.open(text, "account research"))).toEqual(
      Array(5).fill(null),
    );

    expect(await rotateSecret(rotation(location, { dataDir, current: null }))).toMatchObject({ sealed: 5 });
    expect(await readable(location, { key: next })).toEqual(everything(publicKey));
  });

  it("can be killed at any moment: a server opens everything then, and another run ends it", async () => {
    for (const isSealedAnew of [false, true]) {
      const [location, dataDir] = [await newStore(), newFolder()];
      const publicKey = await fill(location, { dataDir });
      const before = openSecretBox({ dataDir });
      const begun = createSecretBox(beginNextSecretKey(dataDir));
      if (isSealedAnew) {
        const store = openDatabase(location);
        await sealAnew(store, before, begun);
        await store.close();
      }
      expect(await readable(location, { dataDir })).toEqual(everything(publicKey));
      await rotateSecret(rotation(location, { dataDir, current: null, next: null }));
      expect(existsSync(join(dataDir, "secret-key.next"))).toBe(false);
      expect(await readable(location, { dataDir })).toEqual(everything(publicKey));
      expect(before.open((await sealedTexts(location))[0] ?? "", "push key")).toBeNull();
    }
  });

  it("changes nothing while a server runs with the data, or without the new key where one is configured", async () => {
    const location = await newStore();
    await fill(location, { key: old });
    const before = await sealedTexts(location);
    await expect(rotateSecret(rotation(location, { next: null }))).rejects.toMatchObject({
      ...{ kind: "refused", message: expect.stringMatching(/CLUSTERDECK_NEW_SECRET_KEY/) },
    });
    const claim = createStorageClaim(location);
    claim.take();
    const store = openDatabase(location);
    const leave = await beThere(store);
    await expect(rotateSecret(rotation(location), async () => {})).rejects.toMatchObject({
      ...{ kind: "in-use", message: expect.stringMatching(/Stop it/) },
    });
    expect(await sealedTexts(location)).toEqual(before);
    claim.release();
    await leave();
    await store.close();
    expect(await rotateSecret(rotation(location))).toMatchObject({ sealed: 5 });
  });
});

it("refuses a folder in which nothing is stored, and makes nothing there", async () => {
  const dataDir = newFolder();
  await expect(rotateSecret({ location: { dataDir }, dataDir, current: null, next: null })).rejects.toThrow(
    /no history/,
  );
  expect(readdirSync(dataDir)).toEqual([]);
});
