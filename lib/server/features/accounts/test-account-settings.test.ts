import { expect, it } from "vitest";
import { accountsServers } from "@/lib/testing/http/accounts-server";
import { describeEachStore } from "@/lib/testing/stores";

const KEY = "mum_SECRET_key_of_ours_1234";
const WISH = { provider: "made-up", label: "Research (EU)", settings: { apiKey: KEY, team: "red" } };

describeEachStore((newStore) => {
  const start = accountsServers(newStore);

  it("asks for the key again before it is sent to another server, in tests too", async () => {
    const { send, patch, refused, baseUrl, apiKey, test } = await start();
    await send("POST", "/api/accounts", { ...WISH, settings: { apiKey, team: "demo", baseUrl } });
    const elsewhere = "https://203.0.114.7/v1";
    const path = "/api/accounts/research-eu";
    for (const settings of [
      { baseUrl: elsewhere },
      { baseUrl: null },
      { baseUrl: `${baseUrl}/2` },
      { baseUrl: elsewhere, apiKey: "" },
    ]) {
      expect(await refused("PATCH", path, { settings })).toMatchObject([400, /./, "apiKey"]);
      const wish = { provider: "made-up", accountId: "research-eu", settings };
      expect(await refused("POST", "/api/accounts/test", wish)).toMatchObject([400, /./, "apiKey"]);
    }
    expect(await test({ provider: "made-up", accountId: "research-eu" })).toMatchObject({ ok: true });
    expect(await test({ provider: "made-up", accountId: "research-eu", settings: { baseUrl } })).toMatchObject({
      ok: true,
    });
    expect(await patch("research-eu", { settings: { baseUrl: elsewhere, apiKey: KEY } })).toMatchObject({
      baseUrl: elsewhere,
    });
  });

  it("says in words what settings see, and keeps nothing of them", async () => {
    const { test, refused, baseUrl, apiKey, list, audit, store } = await start();
    const settings = { apiKey, team: "demo", baseUrl };
    expect(await test({ provider: "made-up", settings })).toEqual({
      ...{ ok: true, sees: { clusters: 12, usdMicrosPerHour: 150_000_000 }, notes: [], problem: null },
    });
    expect(await test({ provider: "made-up", settings: { ...settings, apiKey: KEY } })).toEqual({
      ...{ ok: false, sees: null, notes: [] },
      problem: expect.stringMatching(/^Made-up Metal refused the key/),
    });
    expect(await test({ provider: "made-up", settings: { ...settings, team: "none" } })).toMatchObject({ ok: false });
    expect((await list()).accounts).toEqual([]);
    const db = store.db.withTables<Record<"auditEntry" | "storedAccount", object>>();
    expect(await db.selectFrom("storedAccount").selectAll().execute()).toEqual([]);
    expect(JSON.stringify(await db.selectFrom("auditEntry").selectAll().execute())).not.toContain("SECRET");
    expect((await audit())[0]).toBe("account-tested Made-up Metal: it answers");
    for (let tries = 0; tries < 7; tries += 1) await test({ provider: "made-up", settings });
    expect(await refused("POST", "/api/accounts/test", { provider: "made-up", settings })).toMatchObject([
      429,
      /Too many/,
    ]);
  });

  it("says that an entered address is not called through the proxy", async () => {
    const proxy = { url: new URL("http://user:SECRET@proxy.example:3128"), name: "proxy.example:3128", variable: "P" };
    const proxies = { http: proxy, https: proxy, exceptions: [], includesLoopback: true };
    const { test, baseUrl, apiKey } = await start({ proxies });
    expect(await test({ provider: "made-up", settings: { apiKey, team: "demo", baseUrl } })).toMatchObject({
      ...{ ok: true, notes: [expect.stringMatching(/not through the proxy proxy\.example:3128/)] },
    });
  });

  it("reaches nothing private, neither to test it nor to keep it", async () => {
    const { refused, list, baseUrl, apiKey } = await start({ providerRanges: [] });
    const { port } = new URL(baseUrl);
    for (const host of ["127.0.0.1", "localhost", "localhost.", "[::1]", "2130706433", "0x7f.1", "metadata.internal"]) {
      for (const protocol of ["http", "https"]) {
        const settings = { apiKey, team: "demo", baseUrl: `${protocol}://${host}:${port}/v1` };
        for (const path of ["/api/accounts", "/api/accounts/test"])
          expect(await refused("POST", path, { provider: "made-up", settings })).toMatchObject([
            400,
            /PROVIDER_RANGES/,
            "baseUrl",
          ]);
      }
    }
    const withLogin = { apiKey, team: "demo", baseUrl: "https://user:SECRET@1.1.1.1" };
    expect(await refused("POST", "/api/accounts", { provider: "made-up", settings: withLogin })).toMatchObject([
      400,
      /login/,
      "baseUrl",
    ]);
    expect((await list()).accounts).toEqual([]);
  });
});
