import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod/mini";
import { channelDeliveriesSchema, channelSchema, channelsSchema } from "@/lib/contract/alerts/alert-channels";
import { rulesSchema } from "@/lib/contract/alerts/alert-rules";
import { alertsSchema } from "@/lib/contract/alerts/alerts";
import { firingAlertsSchema } from "@/lib/contract/alerts/firing-alerts";
import { silenceSchema, silencesSchema } from "@/lib/contract/alerts/silences";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { guardedSnapshot } from "@/lib/testing/example-guests";
import { readingOf } from "@/lib/testing/example-polls";
import { startAlertingServer } from "@/lib/testing/receivers/alerting-server";
import { describeEachStore } from "@/lib/testing/stores";
import { slack } from "../../alerts/channels/slack";
import { DEFAULT_TIMING } from "../../configuration/alerts/configured-alerts";
import type { AccountSnapshot } from "../../poller/account-snapshot";

const SECRET = "SECRET-of-this-hook";
const TEAMS = `https://teams.example.com/${SECRET}`;
const HOOK = `https://hooks.example.com/services/${SECRET}-1234`;
const IN_FILE = `https://hooks.example.com/services/${SECRET}-file`;

const nowhere = () => Promise.reject(new Error("Nothing goes there."));
/** For a busy machine. */
const PATIENT = { timeout: 20_000 };

/** Whether the account answers: only its key is refused. */
function account(isFailing: boolean): AccountSnapshot {
  const now = Date.now();
  const down = readingOf({ status: "error", health: "unhealthy", healthReasons: ["The node is gone"] });
  const { clusters, ...snapshot } = guardedSnapshot("shade", [down]);
  return {
    ...{
      ...snapshot,
      label: "Shade",
      lastSuccessAt: now,
      lastAttemptAt: now,
      nextAttemptAt: now + HOUR_MS,
      billing: null,
    },
    clusters: new Map([...clusters].map(([id, one]) => [id, { ...one, observedAt: now, statusSince: now - HOUR_MS }])),
    state: isFailing ? "failing" : "ok",
    problem: isFailing ? { code: "auth", detail: "The key was refused.", since: now } : null,
  };
}

describeEachStore((newStore) => {
  let server: Awaited<ReturnType<typeof startAlertingServer>>;
  let isFailing = true;
  let status = 200;
  let sent: URL[] = [];

  beforeEach(async () => {
    [isFailing, status, sent] = [true, 200, []];
    server = await startAlertingServer({
      location: await newStore(),
      accounts: () => [account(isFailing)],
      configured: {
        timing: { ...DEFAULT_TIMING, groupWaitMs: 0 },
        channels: [
          {
            ...{ id: "file", kind: slack, label: "File", minSeverity: "info", rules: null, accounts: null },
            ...{ show: { names: true, costs: true }, settings: { url: IN_FILE } },
          },
        ],
        rules: new Map([["idle", { enabled: false }]]),
      },
      ways: {
        http: {
          send: async (url) => {
            sent.push(url);
            return { status: url.hostname.startsWith("teams") ? 202 : status, headers: new Headers(), body: null };
          },
        },
        ...{ mail: nowhere, push: nowhere },
      },
    });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function read<Answer>(schema: z.ZodMiniType<Answer>, path: string, role: "viewer" | "admin" = "viewer") {
    const answer = await server.call(role, "GET", path);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).not.toContain(SECRET);
    return z.parse(schema, answer.json());
  }
  const alerts = async (query = "") => (await read(alertsSchema, `/api/alerts${query}`)).alerts;
  /** What became of the latest message about what fires. */
  const told = async () => (await alerts("?state=firing"))[0]?.deliveries[0]?.state;
  const refused = async (role: "viewer" | "operator" | "admin", method: string, path: string, body?: object) => {
    const answer = await server.call(role, method, path, body);
    expect(answer.text).not.toContain(SECRET);
    return [answer.status, Reflect.get(Object(answer.json()), "detail")];
  };

  it("says what fires, what it holds back and what channels were told, and marks it on every page", async () => {
    await expect.poll(told, PATIENT).toBe("delivered");
    const [failing, held] = await alerts();
    expect(failing).toMatchObject({
      ...{ rule: "account-failing", state: "firing", severity: "critical", holds: 1, heldBy: null, silencedBy: null },
      subject: { kind: "account", label: "Shade", accountId: "shade" },
      title: expect.stringMatching(/^Shade does not answer: 1 cluster not read/),
      deliveries: [{ channelId: "file", event: "firing", attempts: 1, lastError: null }],
    });
    expect(held).toMatchObject({ rule: "cluster-down", state: "pending", heldBy: failing?.id, deliveries: [] });
    expect(sent.map(({ href }) => href)).toEqual([IN_FILE]);

    const marks = await read(firingAlertsSchema, "/api/alerts/firing");
    expect(marks.alerts).toMatchObject([{ id: failing?.id, isSilenced: false }]);

    isFailing = false;
    await server.alerting.look();
    expect((await alerts("?state=resolved")).map(({ rule }) => rule)).toEqual(["account-failing"]);
  });

  it("finds alerts by their words, names, ids and times", async () => {
    await expect.poll(async () => (await alerts("?state=firing")).length, PATIENT).toBe(1);
    const rulesFound = async (query: string) => (await alerts(query)).map(({ rule }) => rule);
    for (const text of ["KEY WAS REFUSED", "Shade does not", "account-failing"])
      expect(await rulesFound(`?q=${encodeURIComponent(text)}`), text).toEqual(["account-failing"]);
    expect(await rulesFound("?q=node+is+gone")).toEqual(["cluster-down"]);
    for (const text of ["%", "_ode", "\\", "reasons", "nobody"])
      expect(await rulesFound(`?q=${encodeURIComponent(text)}`), text).toEqual([]);
    expect(await rulesFound("?to=2020-01-01T00:00:00Z")).toEqual([]);
    isFailing = false;
    await server.alerting.look();
    expect(await rulesFound("?state=resolved&q=KEY+was")).toEqual(["account-failing"]);
    expect(await rulesFound("?state=resolved&q=%25")).toEqual([]);
    expect(await rulesFound(`?state=resolved&from=${new Date(Date.now() + HOUR_MS).toISOString()}`)).toEqual([]);
    for (const query of ["?state=open", "?from=today", "?before=x", `?q=${"x".repeat(201)}`])
      expect((await server.call("viewer", "GET", `/api/alerts${query}`)).status, query).toBe(400);
  });

  it("silences what an operator silences, says who and why, and lets it speak again", async () => {
    await expect.poll(async () => (await alerts("?state=firing")).length, PATIENT).toBe(1);
    const until = new Date(Date.now() + HOUR_MS).toISOString();
    const wish = { match: { accountId: "shade" }, until, why: " Move " };
    expect(await refused("viewer", "POST", "/api/silences", wish)).toMatchObject([403, expect.anything()]);
    const made = await server.call("operator", "POST", "/api/silences", wish);
    expect(made.status).toBe(201);
    const silence = z.parse(silenceSchema, made.json());
    expect(silence).toMatchObject({ why: "Move", by: "operator@example.org", isActive: true, source: "settings" });
    expect((await alerts("?state=firing"))[0]).toMatchObject({ silencedBy: silence.id });
    await expect
      .poll(async () => (await read(firingAlertsSchema, "/api/alerts/firing")).alerts, PATIENT)
      .toMatchObject([{ isSilenced: true }]);

    expect(await refused("viewer", "DELETE", `/api/silences/${silence.id}`)).toMatchObject([403, expect.anything()]);
    expect((await server.call("operator", "DELETE", `/api/silences/${silence.id}`)).json()).toEqual({ status: "done" });
    expect((await refused("operator", "DELETE", `/api/silences/${silence.id}`))[0]).toBe(404);
    expect(await read(silencesSchema, "/api/silences")).toEqual({ silences: [] });
    expect(await alerts("?state=firing")).toMatchObject([{ silencedBy: null }]);
    expect(await server.audit()).toEqual([
      { actor: "operator@example.org", action: "silence-ended", target: expect.stringContaining("account shade") },
      { actor: "operator@example.org", action: "silence-made", target: `account shade until ${until}: Move` },
    ]);
  });

  it("takes a silence that comes back each week in a time zone, and no silence that means nothing", async () => {
    const weekly = { days: ["sat", "sun"], start: "22:00", end: "06:00", timeZone: "europe/berlin" };
    const made = await server.call("operator", "POST", "/api/silences", { match: {}, weekly, why: "Weekend" });
    expect(z.parse(silenceSchema, made.json())).toMatchObject({
      ...{ until: null, weekly: { ...weekly, timeZone: "Europe/Berlin" } },
    });
    const post = (wish: object) => refused("operator", "POST", "/api/silences", { match: {}, why: "x", ...wish });
    const until = new Date(Date.now() + HOUR_MS).toISOString();
    expect(await post({})).toMatchObject([400, expect.stringContaining("needs until")]);
    expect(await post({ until: "2020-01-01T00:00:00Z" })).toEqual([400, "until must be in the future."]);
    expect(await post({ until, match: { accountId: "shaed" } })).toEqual([
      ...[400, '"shaed" is not the id of an account. The nearest is shade.'],
    ]);
    expect(await post({ until, match: { clusterId: clusterIdOf("other", "a") } })).toMatchObject([400, /other/]);
    expect(await post({ weekly: { ...weekly, timeZone: "Mars/Base" } })).toMatchObject([400, /time zone/]);
    expect(await post({ until, why: " " })).toMatchObject([400, /needs a reason/]);
    expect(await post({ until, match: { node: "x" } })).toMatchObject([400, /nothing else/]);
  });

  it("adds, changes, tests, switches off and removes a channel, and never shows what is secret about it", async () => {
    const wish = { id: "ops", type: "slack", url: HOOK, minSeverity: "warning", show: { costs: false } };
    for (const role of ["viewer", "operator"] as const) {
      expect((await refused(role, "POST", "/api/channels", wish))[0]).toBe(403);
      expect((await refused(role, "GET", "/api/channels"))[0]).toBe(403);
    }
    const added = await server.call("admin", "POST", "/api/channels", wish);
    expect(added.status, added.text).toBe(201);
    expect(added.text).not.toContain(SECRET);
    expect(z.parse(channelSchema, added.json())).toMatchObject({
      ...{ id: "ops", type: "slack", label: "ops", settings: {}, secret: "…1234", minSeverity: "warning", rules: null },
      ...{ accounts: null, show: { names: true, costs: false }, source: "settings", state: "ok", problem: null },
    });
    expect((await refused("admin", "POST", "/api/channels", wish))[0]).toBe(409);

    const patch = async (change: object, id = "ops") =>
      z.parse(channelSchema, (await server.call("admin", "PATCH", `/api/channels/${id}`, change)).json());
    expect(await patch({ label: "Ops", accounts: ["shade"] })).toMatchObject({ label: "Ops", accounts: ["shade"] });
    expect(await patch({ accounts: null, enabled: false })).toMatchObject({ accounts: null, state: "disabled" });
    const test = async (id: string) => (await server.call("admin", "POST", `/api/channels/${id}/test`, {})).json();
    expect(await test("ops")).toEqual({ ok: true, detail: "Slack took the message." });
    expect(sent.map(({ href }) => href)).toContain(HOOK);
    status = 404;
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
    expect((await server.call("admin", "DELETE", "/api/channels/ops")).json()).toEqual({ status: "done" });
    expect((await refused("admin", "POST", "/api/channels/ops/test", {}))[0]).toBe(404);
    const audit = await server.audit();
    expect(audit.map(({ action }) => action).toReversed()).toEqual([
      ...["channel-added", "channel-changed", "channel-changed", "channel-tested", "channel-tested"],
      ...["channel-changed", "channel-removed"],
    ]);
    expect(JSON.stringify(audit)).not.toContain(SECRET);
  });

  it("says what is known of a message that a service only accepts", async () => {
    await server.call("admin", "POST", "/api/channels", { id: "teams", type: "teams", url: TEAMS });
    const tested = await server.call("admin", "POST", "/api/channels/teams/test", {});
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
    expect(await refused("admin", "PATCH", "/api/channels/file", { label: "Mine" })).toMatchObject([
      409,
      /clusterdeck.yaml/,
    ]);
    expect(await refused("admin", "DELETE", "/api/channels/file")).toMatchObject([409, /clusterdeck.yaml/]);
    expect((await server.call("admin", "PATCH", "/api/channels/file", { enabled: false })).status).toBe(200);
  });

  it("shows everybody the rules, and lets admins set those that the file does not", async () => {
    const { rules } = await read(rulesSchema, "/api/rules");
    expect(rules.find(({ rule }) => rule === "idle")).toMatchObject({ enabled: false, source: "file" });
    expect((await refused("operator", "PUT", "/api/rules/budget", {}))[0]).toBe(403);
    const put = (rule: string, change: object) => server.call("admin", "PUT", `/api/rules/${rule}`, change);
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
    isFailing = false;
    await server.alerting.look();
    expect((await alerts("?state=firing")).map(({ rule }) => rule)).toEqual([]);
  });

  it("sends a message again that could not be delivered, when an operator says so", async () => {
    status = 403;
    await expect.poll(told, PATIENT).toBe("failed");
    const delivery = (await alerts("?state=firing"))[0]?.deliveries[0];
    expect(delivery?.lastError).toMatch(/403/);
    const path = `/api/deliveries/${delivery?.id}/retry`;
    expect((await refused("viewer", "POST", path, {}))[0]).toBe(403);
    status = 200;
    const send = vi.spyOn(server.alerting, "send");
    expect((await server.call("operator", "POST", path, {})).status).toBe(202);
    expect(send).toHaveBeenCalled();
    await expect.poll(told, PATIENT).toBe("delivered");
    expect((await refused("operator", "POST", "/api/deliveries/none/retry", {}))[0]).toBe(404);
    await server.call("admin", "PATCH", "/api/channels/file", { enabled: false });
    expect(await refused("operator", "POST", path, {})).toMatchObject([409, /Switch it on/]);
  });

  it("lets nobody in who is not signed in", async () => {
    for (const path of ["/api/alerts", "/api/alerts/firing", "/api/silences", "/api/channels", "/api/rules"])
      expect((await server.call(null, "GET", path)).status, path).toBe(401);
  });
});
