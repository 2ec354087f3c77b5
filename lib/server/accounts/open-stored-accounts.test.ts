import { expect, it, onTestFinished } from "vitest";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { madeUp } from "@/lib/testing/made-up-provider";
import { acme } from "@/lib/testing/made-up-provider/acme-provider";
import { describeEachStore, postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { createSecretBox } from "../secret-box/secret-box";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { copyStore } from "../store-copy/copy-store";
import { migrateAll } from "../store-copy/stored-parts";
import type { AccountTables } from "./account-part";
import { openStoredAccounts } from "./open-stored-accounts";
import type { StoredAccount } from "./stored-account";

const { hints } = createSoleServer();

const KEY = "mum_SECRET_of_ours";
const T = Date.UTC(2026, 10, 29);

const research: StoredAccount = {
  ...{ id: "research", provider: madeUp, label: "Research", settings: { team: "red" }, secrets: { apiKey: KEY } },
  ...{ pollIntervalMs: 60_000, requestsPerMinute: 5, paused: null, retired: null, created: { at: T, by: "a@b.c" } },
};

describeEachStore((newStore) => {
  async function start(location: StoreLocation, { key = Buffer.alloc(32, 1), providers = [madeUp, acme] } = {}) {
    const store = openDatabase(location);
    onTestFinished(store.close);
    await migrateAll(store);
    const defaults = { pollIntervalMs: 15_000, requestsPerMinute: 20, reachability: true };
    const accounts = await openStoredAccounts(store, { box: createSecretBox(key), providers, defaults, hints });
    const rows = () =>
      store.db.withTables<AccountTables>().selectFrom("storedAccount").selectAll().orderBy("id").execute();
    return { accounts, rows, db: store.db.withTables<AccountTables>() };
  }

  it("keeps accounts over a restart, encrypted, with what they leave to the configuration", async () => {
    const location = await newStore();
    const first = await start(location);
    await first.accounts.stored.add(research);
    await first.accounts.stored.add({ ...research, id: "plain", pollIntervalMs: null, requestsPerMinute: null });
    expect(JSON.stringify(await first.rows())).not.toContain("SECRET");
    expect((await start(location)).accounts.list()).toMatchObject([
      { id: "plain", apiKey: KEY, secrets: [KEY], pollIntervalMs: 15_000, requestsPerMinute: 20, reachability: true },
      {
        id: "research",
        apiKey: KEY,
        settings: { team: "red", apiKey: KEY },
        pollIntervalMs: 60_000,
        requestsPerMinute: 5,
      },
    ]);
  });

  it("opens no secret in another account's row", async () => {
    const location = await newStore();
    const { accounts, rows, db } = await start(location);
    await accounts.stored.add(research);
    await accounts.stored.add({ ...research, id: "other", secrets: { apiKey: "mum_SECRET_of_theirs" } });
    const [other] = await rows();
    await db
      .updateTable("storedAccount")
      .set({ secrets: other?.secrets ?? null })
      .where("id", "=", "research")
      .execute();
    await accounts.reload();
    expect(accounts.stored.list().map(({ id, secrets }) => [id, secrets])).toEqual([
      ["other", { apiKey: "mum_SECRET_of_theirs" }],
      ["research", "unreadable"],
    ]);
  });

  it("does one change after the other, and goes on after one that fails", async () => {
    const { accounts } = await start(await newStore());
    const results = await Promise.allSettled([
      accounts.stored.add(research),
      accounts.stored.add(research),
      accounts.stored.change("research", ({ label }) => ({ label: `${label} 1` })),
      accounts.stored.change("none", () => ({})),
      accounts.stored.change("research", ({ label }) => ({ label: `${label} 2` })),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(accounts.stored.list().map(({ label }) => label)).toEqual(["Research 1 2"]);
  });

  it("leaves the account of a provider that this version does not know as it is, and its id taken", async () => {
    const location = await newStore();
    const first = await start(location);
    await first.accounts.stored.add(research);
    const { accounts, rows } = await start(location, { providers: [acme] });
    expect(accounts.list()).toEqual([]);
    await expect(accounts.stored.add({ ...research, provider: acme })).rejects.toMatchObject({ code: "conflict" });
    expect(await rows()).toEqual(await first.rows());
  });
});

const newFolder = temporaryFolders();
const newDatabaseUrl = postgresStores();

it("is copied to another store encrypted as it is, and opened there by the same key only", async () => {
  const [source, target, back] = [
    { dataDir: newFolder() },
    { databaseUrl: await newDatabaseUrl() },
    { dataDir: newFolder() },
  ];
  const open = async (location: StoreLocation, key = Buffer.alloc(32, 1)) => {
    const store = openDatabase(location);
    onTestFinished(store.close);
    const defaults = { pollIntervalMs: 15_000, requestsPerMinute: null, reachability: false };
    const accounts = await openStoredAccounts(store, {
      box: createSecretBox(key),
      providers: [madeUp],
      defaults,
      hints,
    });
    const [row] = await store.db.withTables<AccountTables>().selectFrom("storedAccount").selectAll().execute();
    return { accounts, row };
  };
  const first = openDatabase(source);
  await migrateAll(first);
  await first.close();
  await (await open(source)).accounts.stored.add(research);
  await copyStore(source, target);
  await copyStore(target, back);
  for (const copy of [target, back]) {
    expect((await open(copy)).row).toEqual((await open(source)).row);
    expect((await open(copy)).accounts.list()).toMatchObject([{ id: "research", apiKey: KEY }]);
    expect((await open(copy, Buffer.alloc(32, 2))).accounts.list()).toMatchObject([{ id: "research", apiKey: "" }]);
  }
});
