import { expect, it } from "vitest";
import { z } from "zod/mini";
import { listedAccountSchema } from "@/lib/contract/accounts";
import { accountsServers } from "@/lib/testing/http/accounts-server";
import { acme } from "@/lib/testing/made-up-provider/acme-provider";
import { describeEachStore } from "@/lib/testing/stores";
import type { AccountConfiguration } from "../../configuration/configuration";
import { replaceSecrets } from "../../redaction/secrets";
import type { StoreLocation } from "../../store/open-database";

const KEY = "mum_SECRET_key_of_ours_1234";
const OTHER_KEY = "mum_SECRET_key_of_theirs_5678";
const WISH = { provider: "made-up", label: "Research (EU)", settings: { apiKey: KEY, team: "red" } };

/** Accounts that are set up elsewhere. */
function configured(id: string, source: AccountConfiguration["source"]): AccountConfiguration {
  const settings = { apiKey: "acme-SECRET-key-1234", account: "team" };
  const parsed = acme.parse(settings);
  if (!parsed.ok) throw new Error("The example is wrong.");
  const { ok: _, ...connection } = parsed;
  return {
    ...{ id, source, label: "Acme", provider: acme, settings, paused: null, retired: null },
    ...{ pollIntervalMs: 15_000, requestsPerMinute: 60, reachability: false },
    ...connection,
  };
}

describeEachStore((newStore) => {
  const start = accountsServers(newStore);

  it("adds, changes, pauses, retires and takes back an account, tells the readers of each, and never shows its key", async () => {
    const { send, list, patch, refused, accounts, audit } = await start();
    let changes = 0;
    accounts.onChange(() => {
      changes += 1;
    });
    const added = await send("POST", "/api/accounts", WISH);
    expect(added.status, added.text).toBe(201);
    expect(z.parse(listedAccountSchema, added.json)).toMatchObject({
      ...{ id: "research-eu", provider: "made-up", label: "Research (EU)", source: "browser", keyEnding: "1234" },
      ...{ secretsReadable: true, settings: { team: "red" }, baseUrl: "https://api.made-up.example" },
      ...{ pollIntervalMs: 15_000, requestsPerMinute: 60, paused: false, retired: false, state: "starting" },
    });
    expect(accounts.list()).toMatchObject([{ id: "research-eu", apiKey: KEY, source: { kind: "browser" } }]);
    expect(accounts.list()).toBe(accounts.list());
    expect(await refused("POST", "/api/accounts", WISH)).toMatchObject([409, /id research-eu/, "id"]);

    expect(await patch("research-eu", { label: "EU", pollIntervalMs: 60_000, requestsPerMinute: 5 })).toMatchObject({
      ...{ label: "EU", pollIntervalMs: 60_000, requestsPerMinute: 5, keyEnding: "1234" },
    });
    expect(await patch("research-eu", { settings: { team: "blue" }, pollIntervalMs: null })).toMatchObject({
      ...{ settings: { team: "blue" }, pollIntervalMs: 15_000, keyEnding: "1234" },
    });
    expect(await patch("research-eu", { paused: true })).toMatchObject({
      ...{ paused: true, pausedBy: "admin@example.org", state: "paused" },
    });
    expect(await patch("research-eu", { paused: false, settings: { apiKey: OTHER_KEY } })).toMatchObject({
      ...{ paused: false, pausedBy: null, keyEnding: "5678" },
    });
    expect(await patch("research-eu", { retired: true })).toMatchObject({ retired: true, state: "retired" });
    expect(accounts.list()).toMatchObject([{ apiKey: OTHER_KEY, retired: { by: "admin@example.org" } }]);
    expect(await patch("research-eu", { retired: false })).toMatchObject({ retired: false, keyEnding: "5678" });
    expect(changes).toBe(7);
    expect((await list()).accounts).toHaveLength(1);
    const log = await audit();
    expect(log.join("\n")).not.toContain("SECRET");
    expect(log).toEqual([
      "account-added research-eu (Made-up Metal)",
      'account-changed research-eu (Made-up Metal): called "EU", read every 60 s, request limit 5',
      'account-changed research-eu (Made-up Metal): Team "blue", read as often as configured',
      "account-changed research-eu (Made-up Metal): paused",
      "account-changed research-eu (Made-up Metal): new API key, resumed",
      "account-changed research-eu (Made-up Metal): retired",
      "account-changed research-eu (Made-up Metal): taken back",
    ]);
    expect(replaceSecrets(`Bearer ${KEY} ${OTHER_KEY}`)).not.toContain("SECRET");
  });

  it("erases nothing but the key, which has to be entered before the account is taken back", async () => {
    const { send, list, patch, refused, accounts, store } = await start();
    await send("POST", "/api/accounts", WISH);
    expect((await send("DELETE", "/api/accounts/research-eu")).json).toEqual({ status: "done" });
    const rows = await store.db
      .withTables<{ storedAccount: object }>()
      .selectFrom("storedAccount")
      .selectAll()
      .execute();
    expect(rows).toMatchObject([{ secrets: null, label: "Research (EU)", retiredBy: "admin@example.org" }]);
    const [listed] = (await list()).accounts;
    expect(listed).toMatchObject({ retired: true, secretsReadable: false, keyEnding: null, settings: { team: "red" } });
    expect(accounts.list()).toMatchObject([{ id: "research-eu", apiKey: "", secrets: [] }]);
    expect(await refused("POST", "/api/accounts", WISH)).toMatchObject([409, /already, or there was/, "id"]);
    expect(await refused("PATCH", "/api/accounts/research-eu", { retired: false })).toMatchObject([409, /erased/]);
    expect(await refused("PATCH", "/api/accounts/research-eu", { settings: { team: "blue" } })).toMatchObject([
      409,
      /erased/,
    ]);
    const back = await patch("research-eu", { retired: false, settings: { apiKey: KEY } });
    expect(back).toMatchObject({ retired: false, secretsReadable: true, problem: null });
  });

  it("lists an account whose key it cannot read as that, and reads it again once a key was entered", async () => {
    const location = await newStore();
    const first = await start({ location });
    await first.send("POST", "/api/accounts", WISH);
    await first.send("POST", "/api/accounts", { ...WISH, label: "Other" });
    await first[Symbol.asyncDispose]();
    const { list, patch, refused, accounts, send } = await start({ location, key: Buffer.alloc(32, 2) });
    const listed = (await list()).accounts;
    expect(listed.map(({ secretsReadable, keyEnding }) => [secretsReadable, keyEnding])).toEqual([
      [false, null],
      [false, null],
    ]);
    expect(listed[0]?.problem).toMatch(/cannot be read/);
    const client = accounts.list()[0]?.connect({ http: Object(null), now: Date.now });
    await expect(client?.readFleet(new AbortController().signal)).rejects.toMatchObject({
      ...{ kind: "auth", message: expect.stringMatching(/cannot be read/) },
    });
    // Whatever else is changed leaves what the old key opens.
    expect(await patch("other", { label: "Third" })).toMatchObject({ label: "Third", secretsReadable: false });
    expect(await refused("PATCH", "/api/accounts/other", { settings: { team: "blue" } })).toMatchObject([
      409,
      /another key/,
    ]);
    expect((await send("POST", "/api/accounts", { ...WISH, id: "new" })).status).toBe(201);
    expect(await patch("research-eu", { settings: { apiKey: KEY } })).toMatchObject({
      ...{ secretsReadable: true, keyEnding: "1234", settings: { team: "red" }, problem: null },
    });
    expect((await (await start({ location })).list()).accounts.map(({ id, keyEnding }) => [id, keyEnding])).toEqual([
      ["research-eu", null],
      ["other", "1234"],
      ["new", null],
    ]);
  });

  it("leaves what is configured to the configuration, says where that is, and gives nobody its id", async () => {
    const { list, refused } = await start({
      configured: [
        configured("env", { kind: "environment" }),
        configured("file", { kind: "file", name: "clusterdeck.yaml" }),
      ],
    });
    expect((await list()).accounts).toMatchObject([
      {
        id: "env",
        source: "environment",
        sourceName: "ACME_API_KEY",
        settings: { account: "team" },
        keyEnding: "1234",
      },
      { id: "file", source: "file", sourceName: "clusterdeck.yaml" },
    ]);
    for (const method of ["PATCH", "DELETE"]) {
      const body = method === "PATCH" ? { label: "Mine" } : undefined;
      expect(await refused(method, "/api/accounts/env", body)).toMatchObject([409, /Change ACME_API_KEY there/]);
      expect(await refused(method, "/api/accounts/file", body)).toMatchObject([
        409,
        /is in clusterdeck\.yaml\. Change it there/,
      ]);
      expect(await refused(method, "/api/accounts/none", body)).toMatchObject([404, /no account/]);
    }
    expect(await refused("POST", "/api/accounts", { ...WISH, id: "file" })).toMatchObject([409, /id file/, "id"]);
  });

  it("names what is wrong with a wish, and not the value", async () => {
    const { refused, list } = await start();
    const post = (wish: object) => refused("POST", "/api/accounts", { ...WISH, ...wish });
    expect(await post({ provider: "made-upp" })).toMatchObject([400, /The nearest to "made-upp" is made-up\.$/]);
    expect(await post({ settings: { apiKey: KEY } })).toMatchObject([400, /^team is missing/, "team"]);
    expect(await post({ settings: {} })).toMatchObject([400, /./, "apiKey", "team"]);
    expect(await post({ settings: { ...WISH.settings, apikey: KEY } })).toMatchObject([400, /nearest is apiKey/]);
    expect(await post({ settings: { ...WISH.settings, apiKey: "SECRET key" } })).toMatchObject([
      400,
      /apiKey holds spaces/,
      "apiKey",
    ]);
    expect(await post({ settings: { apiKey: 5 } })).toMatchObject([400, "settings.apiKey: must be text"]);
    expect(await post({ id: "Ops!" })).toMatchObject([400, /lower-case/]);
    expect(await post({ id: "test" })).toMatchObject([400, /cannot be the id/]);
    expect(await post({ label: " " })).toMatchObject([400, /is empty/]);
    expect(await post({ pollIntervalMs: 10 })).toMatchObject([400, /at least 1000/]);
    expect(await post({ requestsPerMinute: 0 })).toMatchObject([400, /at least 1/]);
    expect(await post({ secret: KEY })).toMatchObject([400, /./]);
    const { accounts, providers } = await list();
    expect(accounts).toEqual([]);
    expect(providers.find(({ id }) => id === "made-up")).toMatchObject({
      ...{
        reads: "Machines and what they cost",
        key: { page: "https://made-up.example/keys" },
        addressSetting: "baseUrl",
      },
      fields: [
        { name: "apiKey", required: true, isSecret: true },
        { name: "team", required: true, isSecret: false },
        { name: "baseUrl", required: false, example: "https://api.made-up.example" },
      ],
    });
  });

  it("is for admins only", async () => {
    const { call } = await start();
    for (const [method, path, body] of [
      ["GET", "/api/accounts", undefined],
      ["POST", "/api/accounts", WISH],
      ["PATCH", "/api/accounts/none", {}],
      ["DELETE", "/api/accounts/none", undefined],
      ["POST", "/api/accounts/test", WISH],
    ] as const) {
      expect((await call(null, method, path, body)).status).toBe(401);
      for (const role of ["viewer", "operator"] as const)
        expect((await call(role, method, path, body)).status).toBe(403);
    }
  });

  it("hears of what another server changed, and says so once", async () => {
    const location: StoreLocation = await newStore();
    const [one, other] = [await start({ location }), await start({ location })];
    let changes = 0;
    other.accounts.onChange(() => {
      changes += 1;
    });
    await one.accounts.stored.add({
      ...{ id: "a", provider: acme, label: "A", settings: { account: "team" }, secrets: { apiKey: KEY } },
      ...{
        pollIntervalMs: null,
        requestsPerMinute: null,
        paused: null,
        retired: null,
        created: { at: 1, by: "a@b.c" },
      },
    });
    await other.accounts.reload();
    const listed = other.accounts.list();
    await other.accounts.reload();
    expect(listed).toMatchObject([{ id: "a", apiKey: KEY }]);
    expect(other.accounts.list()).toBe(listed);
    expect(changes).toBe(1);
  });
});
