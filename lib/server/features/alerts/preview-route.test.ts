import { expect, it, onTestFinished } from "vitest";
import { z } from "zod/mini";
import { rulePreviewSchema } from "@/lib/contract/alerts/alert-rules";
import { RULE_IDS } from "@/lib/domain/alerts/rule";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { usdMicros } from "@/lib/domain/money/cost";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { startAlertingServer } from "@/lib/testing/receivers/alerting-server";
import { describeEachStore } from "@/lib/testing/stores";

const DOWN = readingOf({ status: "error", health: "unhealthy" });
const OTHER = { providerClusterId: "b", name: "eval" };
const NOWHERE = () => Promise.reject(new Error("There is no channel."));

describeEachStore((newStore) => {
  async function start() {
    const server = await startAlertingServer({
      ...{ location: await newStore(), accounts: () => [] },
      budgets: [{ match: { account: "shade" }, usdMicrosPerMonth: usdMicros(1_000_000_000_000) }],
      ways: { http: { send: NOWHERE }, mail: NOWHERE, push: NOWHERE },
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    const begun = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    /** Polls every quarter of a minute from some minutes ago on, as long as there are readings. */
    const record = async (minutesAgo: number, minutes: number, clusters: readonly ClusterReading[]) => {
      const from = begun - minutesAgo * MINUTE_MS;
      const until = from + minutes * MINUTE_MS;
      // In between, where nothing changes, a poll a minute is as good.
      const isDense = (at: number) => at < from + MINUTE_MS || at >= until - MINUTE_MS;
      for (let at = from; at < until; at += isDense(at) ? POLL_INTERVAL_MS : MINUTE_MS)
        await server.history.recordPoll(pollOf(at, { clusters: [...clusters] }));
      return from;
    };
    const preview = async (rule: string, query = "") => {
      const { status, text, json } = await server.call("viewer", "GET", `/api/rules/${rule}/preview${query}`);
      expect(status, text).toBe(200);
      return z.parse(rulePreviewSchema, json());
    };
    return { server, record, preview };
  }

  it("says what a rule would have fired since the history began, what it cost, and how often it would have spoken", async () => {
    const { record, preview } = await start();
    const began = await record(90, 10, [readingOf(), readingOf(OTHER)]);
    const broken = await record(80, 30, [DOWN, readingOf(OTHER)]);
    await record(50, 50, [readingOf(), readingOf(OTHER)]);
    const found = await preview("cluster-down");
    expect(Date.parse(found.from)).toBe(began);
    expect(found).toMatchObject({ cannotTell: null, messages: 2 });
    expect(found.alerts).toMatchObject([
      {
        ...{ rule: "cluster-down", severity: "critical", state: "resolved", silencedBy: null, heldBy: null },
        subject: { kind: "cluster", clusterId: "shade~a", label: "train" },
        title: expect.stringMatching(/^train down (29|30) min, \$(4\.8\d|4\.9\d|5\.00) so far/),
      },
    ]);
    expect(Date.parse(found.alerts[0]?.firingSince ?? "")).toBe(broken + POLL_INTERVAL_MS);
    expect(await preview("cluster-down", `?forMs=${HOUR_MS}`)).toMatchObject({ alerts: [], messages: 0 });
    expect(
      await preview("cluster-down", `?severity=info&to=${new Date(broken + 5 * MINUTE_MS).toISOString()}`),
    ).toMatchObject({
      alerts: [{ severity: "info", state: "firing", resolvedAt: null }],
      messages: 1,
    });
    expect(await preview("cluster-degraded")).toMatchObject({ alerts: [], messages: 0, cannotTell: null });
    expect(await preview("burn-over", "?threshold=19")).toMatchObject({ alerts: [{ subject: { kind: "account" } }] });
    expect(await preview("burn-over", "?threshold=21")).toMatchObject({ alerts: [], messages: 0 });
    expect((await preview("budget")).alerts).toEqual([]);
    expect((await preview("budget", "?threshold=0.000001")).alerts).toMatchObject([{ subject: { kind: "budget" } }]);
  });

  it("knows of clusters that came, changed their price and went", async () => {
    const { record, preview } = await start();
    await record(100, 10, [readingOf()]);
    await record(90, 30, [readingOf(), readingOf({ ...OTHER, usd: 2 })]);
    await record(60, 30, [readingOf({ usd: 12 }), readingOf({ ...OTHER, usd: 2 })]);
    await record(30, 30, [readingOf({ usd: 12 })]);
    const labels = async (rule: string) => (await preview(rule)).alerts.map(({ subject }) => subject.label);
    expect(await labels("cluster-appeared")).toEqual(["eval"]);
    expect(await labels("cluster-gone")).toEqual(["eval"]);
    expect(await labels("rate-changed")).toEqual(["train"]);
    expect((await preview("rate-changed", "?threshold=25")).alerts).toEqual([]);
    expect((await preview("cluster-gone")).alerts).toMatchObject([{ title: "eval is gone" }]);
  });

  it("takes a time in which nobody looked for neither good nor bad", async () => {
    const { record, preview } = await start();
    const broken = await record(120, 10, [DOWN]);
    await record(20, 10, [DOWN]);
    const end = await record(10, 10, [readingOf()]);
    expect((await preview("cluster-down")).alerts).toMatchObject([
      {
        firingSince: new Date(broken + POLL_INTERVAL_MS).toISOString(),
        resolvedAt: new Date(end).toISOString(),
      },
    ]);
  });

  it("says of which rules the history cannot tell, and why, instead of nothing", async () => {
    const { record, preview } = await start();
    const nothing = await preview("cluster-down");
    expect(nothing).toMatchObject({ alerts: [], messages: null, cannotTell: "Nothing was recorded in this time." });
    expect(nothing.from).toBe(nothing.to);
    await record(20, 20, [readingOf()]);
    const silent = [];
    for (const rule of RULE_IDS) {
      const { messages, cannotTell } = await preview(rule);
      expect(messages === null, rule).toBe(cannotTell !== null);
      if (cannotTell !== null) silent.push(rule);
    }
    expect(silent).toEqual([
      ...["account-failing", "readings-stale", "node-unreachable", "balance-low", "ends-soon", "idle", "gpu-fault"],
      ...["gpu-missing", "history-not-written", "channel-failing"],
    ]);
  });

  it("refuses what cannot be tried", async () => {
    const { server } = await start();
    const refused = async (path: string, role: "viewer" | null = "viewer") =>
      (await server.call(role, "GET", `/api/rules/${path}`)).status;
    expect(await refused("cluster-dwn/preview")).toBe(404);
    expect(await refused("cluster-down/preview", null)).toBe(401);
    const later = new Date(Date.now() + DAY_MS).toISOString();
    for (const query of [
      ...["from=yesterday", "forMs=-1", "forMs=99999999999", "threshold=x", "severity=bad", `from=${later}`],
      "from=2020-01-01T00:00:00Z",
    ])
      expect(await refused(`cluster-down/preview?${query}`), query).toBe(400);
    expect(await refused("cluster-gone/preview?threshold=3")).toBe(400);
  });
});
