import { expect, it, vi } from "vitest";
import { z } from "zod/mini";
import { channelDeliveriesSchema, channelSchema, channelsSchema } from "@/lib/contract/alerts/alert-channels";
import { rulesSchema } from "@/lib/contract/alerts/alert-rules";
import { problemSchema } from "@/lib/contract/problem";
import { SECRET, withFailingAccount } from "@/lib/testing/receivers/failing-account";
import { describeEachStore } from "@/lib/testing/stores";

const TEAMS = `https://teams.example.com/${SECRET}`;
const HOOK = `https://hooks.example.com/services/${SECRET}-1234`;

describeEachStore((newStore) => {
  const { fleet, server, read, alerts, told, refused } = withFailingAccount(newStore);

  it("adds, changes, tests, switches off and removes a channel, and never shows what is secret about it", async () => {
    const wish = { id: "ops", type: "slack", url: HOOK, minSeverity: "warning", show: { costs: false } };
    for (const role of ["viewer", "operator"] as const) {
      expect((await refused(role, "POST", "/api/channels", wish))[0]).toBe(403);
      expect((await refused(role, "GET", "/api/channels"))[0]).toBe(403);
    }
    const added = await server().call("admin", "POST", "/api/channels", wish);
    expect(added.status, added.text).toBe(201);
    expect(added.text).not.toContain(SECRET);
    expect(z.parse(channelSchema, added.json())).toMatchObject({
      ...{ id: "ops", type: "slack", label: "ops", settings: {}, secret: "…1234", minSeverity: "warning", rules: null },
      ...{ accounts: null, show: { names: true, costs: false }, source: "settings", state: "ok", problem: null },
    });
    expect((await refused("admin", "POST", "/api/channels", wish))[0]).toBe(409);

    const patch = async (change: object, id = "ops") =>
      z.parse(channelSchema, (await server().call("admin", "PATCH", `/api/channels/${id}`, change)).json());
    expect(await patch({ label: "Ops", accounts: ["shade"] })).toMatchObject({ label: "Ops", accounts: ["shade"] });
    expect(await patch({ accounts: null, enabled: false })).toMatchObject({ accounts: null, state: "disabled" });
    const test = async (id: string) => (await server().call("admin", "POST", `/api/channels/${id}/test`, {})).json();
    expect(await test("ops")).toEqual({ ok: true, detail: "Slack took the message." });
    expect(fleet.sent.map(({ href }) => href)).toContain(HOOK);
    fleet.status = 404;
    expect(await test("ops")).toMatchObject({ ok: false });
    expect(await patch({ enabled: true })).toMatchObject({ state: "ok", problem: null });

    const { deliveries } = await read(channelDeliveriesSchema, "/api/channels/ops/deliveries", "admin");
    expect(deliveries.map(({ event, state }) => [event, state])).toContainEqual(["test", "failed"]);
    expect((await refused("admin", "GET", "/api/channels/none/deliveries"))[0]).toBe(404);
    const { channels, types } = await read(channelsSchema, "/api/channels", "admin");
    expect(channels.map(({ id, source }) => [id, source])).toEqual([
      ["file", "file"],
      ["ops", "settings"],
    ]);
    expect(types.map(({ type }) => type)).toContain("webhook");
    expect((await server().call("admin", "DELETE", "/api/channels/ops")).json()).toEqual({ status: "done" });
    expect((await refused("admin", "POST", "/api/channels/ops/test", {}))[0]).toBe(404);
    const audit = await server().audit();
    expect(audit.map(({ action }) => action).toReversed()).toEqual([
      ...["channel-added", "channel-changed", "channel-changed", "channel-tested", "channel-tested"],
      ...["channel-changed", "channel-removed"],
    ]);
    expect(JSON.stringify(audit)).not.toContain(SECRET);
  });

  it("sends no stored secret to another server than it was entered for", async () => {
    const token = `123456:${"t".repeat(35)}`;
    const call = (method: string, path: string, body: object) => server().call("admin", method, path, body);
    const wishes = [
      { type: "telegram", server: "https://chat.example.com", chatId: "-1", token },
      { type: "ntfy", url: "https://ntfy.example.com", topic: `topic-${SECRET}`, token: SECRET },
      { type: "email", host: "smtp.example.com", from: "a@example.com", to: ["b@example.com"], password: SECRET },
      { type: "webhook", url: `https://ops.example.com/${SECRET}`, secret: `whsec_${"A".repeat(32)}` },
    ];
    for (const wish of wishes)
      expect((await call("POST", "/api/channels", { id: wish.type, ...wish })).status, wish.type).toBe(201);
    for (const [id, change, secrets] of [
      ["telegram", { server: "https://thief.example.com" }, ["token"]],
      ["telegram", { server: null }, ["token"]],
      ["ntfy", { url: "https://thief.example.com" }, ["topic", "token"]],
      ["ntfy", { url: "https://thief.example.com", topic: "mine" }, ["token"]],
      ["email", { host: "thief.example.com" }, ["password"]],
      ["email", { port: 2525 }, ["password"]],
      ["webhook", { url: "https://thief.example.com/" }, ["secret"]],
    ] as const) {
      const answer = await call("PATCH", `/api/channels/${id}`, change);
      expect(answer.status, answer.text).toBe(400);
      const { detail, fields } = z.parse(problemSchema, answer.json());
      expect(detail).toContain(`Enter ${secrets.join(" and ")} again`);
      expect(Object.keys(fields ?? {})).toEqual(secrets);
    }
    await call("POST", "/api/channels/telegram/test", {});
    expect(fleet.sent.map(({ hostname }) => hostname)).toContain("chat.example.com");
    expect(fleet.sent.map(({ hostname }) => hostname)).not.toContain("thief.example.com");

    for (const [id, change] of [
      ["telegram", { server: "https://chat.example.com", chatId: "-2" }],
      ["telegram", { server: "https://other.example.com", token }],
      ["email", { host: "mail.example.com", password: null }],
      ["webhook", { url: "https://other.example.com/", secret: null }],
    ] as const)
      expect((await call("PATCH", `/api/channels/${id}`, change)).status, id).toBe(200);
  });

  it("says what is known of a message that a service only accepts", async () => {
    await server().call("admin", "POST", "/api/channels", { id: "teams", type: "teams", url: TEAMS });
    const tested = await server().call("admin", "POST", "/api/channels/teams/test", {});
    expect(tested.json()).toEqual({ ok: true, detail: "Accepted by Teams" });
    const { deliveries } = await read(channelDeliveriesSchema, "/api/channels/teams/deliveries", "admin");
    expect(deliveries.find(({ event }) => event === "test")).toMatchObject({
      note: "Accepted by Teams",
      lastError: null,
    });
  });

  it("names what is wrong with a channel, and not the value, and leaves the file's channels to the file", async () => {
    const post = (wish: object) => refused("admin", "POST", "/api/channels", { id: "ops", type: "slack", ...wish });
    expect(await post({ type: "slakc", url: HOOK })).toMatchObject([400, /The nearest to "slakc" is slack\.$/]);
    expect(await post({})).toEqual([400, "url is missing."]);
    expect(await post({ url: `ftp://${SECRET}` })).toMatchObject([400, /^url must be an address/]);
    expect(await post({ url: HOOK, urll: HOOK })).toMatchObject([
      400,
      /^urll is not a setting .* the nearest is url\.$/,
    ]);
    expect(await post({ url: HOOK, accounts: ["shde"] })).toMatchObject([400, /The nearest is shade/]);
    expect(await post({ url: HOOK, id: "Ops!" })).toMatchObject([400, /small letters/]);
    expect(await post({ url: HOOK, rules: ["none"] })).toEqual([400, "rules.0: is not the name of a rule"]);
    expect(await refused("admin", "PATCH", "/api/channels/file", { label: "Mine" })).toMatchObject([
      409,
      /clusterdeck.yaml/,
    ]);
    expect(await refused("admin", "DELETE", "/api/channels/file")).toMatchObject([409, /clusterdeck.yaml/]);
    expect((await server().call("admin", "PATCH", "/api/channels/file", { enabled: false })).status).toBe(200);
  });

  it("shows everybody the rules, and lets admins set those that the file does not", async () => {
    const { rules } = await read(rulesSchema, "/api/rules");
    expect(rules.find(({ rule }) => rule === "idle")).toMatchObject({ enabled: false, source: "file" });
    expect((await refused("operator", "PUT", "/api/rules/budget", {}))[0]).toBe(403);
    const put = (rule: string, change: object) => server().call("admin", "PUT", `/api/rules/${rule}`, change);
    expect((await put("budget", { threshold: 50, severity: "info" })).json()).toEqual({
      ...{ rule: "budget", enabled: true, severity: "info", forMs: 0, resolveAfterMs: 0, threshold: 50 },
      source: "settings",
    });
    expect((await put("budget", {})).json()).toMatchObject({ threshold: 80, source: "default" });
    expect(await refused("admin", "PUT", "/api/rules/idle", {})).toMatchObject([409, /Change it there/]);
    expect(await refused("admin", "PUT", "/api/rules/budgte", {})).toMatchObject([404, /The nearest is budget/]);
    expect(await refused("admin", "PUT", "/api/rules/cluster-gone", { threshold: 3 })).toMatchObject([
      400,
      /no threshold/,
    ]);
    expect(await refused("admin", "PUT", "/api/rules/budget", { threshold: null })).toMatchObject([
      400,
      /% of the budget/,
    ]);
    expect((await put("cluster-down", { enabled: false })).status).toBe(200);
    fleet.isFailing = false;
    await server().alerting.look();
    expect((await alerts("?state=firing")).map(({ rule }) => rule)).toEqual([]);
  });

  it("sends a message again that could not be delivered, when an operator says so", async () => {
    fleet.status = 403;
    await expect.poll(told).toBe("failed");
    const delivery = (await alerts("?state=firing"))[0]?.deliveries[0];
    expect(delivery?.lastError).toMatch(/403/);
    const path = `/api/deliveries/${delivery?.id}/retry`;
    expect((await refused("viewer", "POST", path, {}))[0]).toBe(403);
    fleet.status = 200;
    const send = vi.spyOn(server().alerting, "send");
    expect((await server().call("operator", "POST", path, {})).status).toBe(202);
    expect(send).toHaveBeenCalled();
    await expect.poll(told).toBe("delivered");
    expect((await refused("operator", "POST", "/api/deliveries/none/retry", {}))[0]).toBe(404);
    await server().call("admin", "PATCH", "/api/channels/file", { enabled: false });
    expect(await refused("operator", "POST", path, {})).toMatchObject([409, /Switch it on/]);
  });

  it("lets nobody in who is not signed in", async () => {
    for (const path of ["/api/alerts", "/api/alerts/firing", "/api/silences", "/api/channels", "/api/rules"])
      expect((await server().call(null, "GET", path)).status, path).toBe(401);
  });
});
