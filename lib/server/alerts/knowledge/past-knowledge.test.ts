import { expect, it, onTestFinished } from "vitest";
import { clusterSubject } from "@/lib/domain/alerts/conditions/subjects";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { usdMicros } from "@/lib/domain/money/cost";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { nodeOf, POLL_INTERVAL_MS, pollOf, rateOf, readingOf } from "@/lib/testing/example-polls";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { describeEachStore } from "@/lib/testing/stores";
import type { Budget } from "../../configuration/configuration";
import { openHistory } from "../../history/open-history";
import type { StoreLocation } from "../../store/open-database";
import { createAlertAmounts } from "./alert-amounts";
import { createPastKnowledge } from "./past-knowledge";
import { usualStarts } from "./usual-starts";

const START = Date.UTC(2026, 10, 10);

/** A history of polls 15 s apart, in which the account has the clusters that each poll lists. */
async function openPast(location: StoreLocation, polls: readonly (readonly ClusterReading[])[]) {
  const history = await openHistory(location);
  onTestFinished(() => history.close());
  for (const [index, clusters] of polls.entries())
    await history.recordPoll(pollOf(START + index * POLL_INTERVAL_MS, { clusters: [...clusters] }));
  return history;
}

const at = (poll: number) => START + poll * POLL_INTERVAL_MS;

/** Only these fields of the configuration are read. */
function configured(budgets: readonly Budget[]) {
  return { budgets: () => budgets, timeZone: "UTC", providerOf: () => "shadeform" };
}

describeEachStore((newStore) => {
  it("knows which clusters appeared while the account was read, and by which number each goes", async () => {
    const [a, b] = [readingOf(), readingOf({ providerClusterId: "b", name: "b" })];
    const history = await openPast(await newStore(), [[a], [a], [a, b], [b], [b], [b]]);
    const pasts = await history.clusterPasts({ goneSince: START, changedSince: START });
    const found = new Map(pasts.map(({ clusterId, appearedAt, number }) => [clusterId, { appearedAt, number }]));
    expect(found.get("shade~a")).toEqual({ appearedAt: null, number: 1 });
    expect(found.get("shade~b")?.number).toBe(2);
    expect(found.get("shade~b")?.appearedAt).toBeGreaterThan(at(1));
    expect(found.get("shade~b")?.appearedAt).toBeLessThanOrEqual(at(2));
  });

  it("knows the latest change of a price while status and nodes stayed the same, and of no other", async () => {
    const named = (providerClusterId: string, changes: Parameters<typeof readingOf>[0]) =>
      readingOf({ providerClusterId, name: providerClusterId, ...changes });
    const two = [nodeOf("n1"), nodeOf("n2")];
    const polls = [10, 11, 12].map((usd, index) => [
      named("raised", { usd, nodes: two }),
      named("grown", { usd, nodes: [...two, nodeOf("n3"), nodeOf("n4")].slice(0, 2 + index) }),
      named("stopped", { usd, status: index === 1 ? "stopped" : "running", nodes: two }),
      named("same", { usd: 10, nodes: two }),
    ]);
    const history = await openPast(await newStore(), polls);
    const changesSince = async (changedSince: number) =>
      (await history.clusterPasts({ goneSince: START, changedSince })).flatMap(({ clusterId, rateChange }) =>
        rateChange === null ? [] : [[clusterId, rateChange.at > at(1), rateChange.from, rateChange.to]],
      );
    expect(await changesSince(START)).toEqual([["shade~raised", true, 11_000_000, 12_000_000]]);
    expect(await changesSince(at(2) + 1)).toEqual([]);
  });

  it("knows how long clusters took to start that were seen from their beginning, through all that changed meanwhile", async () => {
    const starting = (id: string, health: "unknown" | "degraded" = "unknown") =>
      readingOf({ providerClusterId: id, name: id, status: "provisioning", health });
    const other = readingOf();
    const history = await openPast(await newStore(), [
      [other, starting("early")],
      [other, readingOf({ providerClusterId: "early" }), starting("b")],
      [other, starting("b", "degraded"), starting("failed")],
      [other, starting("b"), readingOf({ providerClusterId: "failed", status: "error" })],
      [other, readingOf({ providerClusterId: "b" })],
    ]);
    const starts = await history.startTimes(START - DAY_MS);
    expect(starts).toHaveLength(1);
    expect(starts[0]?.durationMs).toBeGreaterThan(POLL_INTERVAL_MS * 2);
    expect(starts[0]?.durationMs).toBeLessThanOrEqual(POLL_INTERVAL_MS * 3.5);
    expect(starts[0]?.provider).toBe("shadeform");
  });

  it("adds up each budget, and what the month will come to", async () => {
    const history = await openPast(
      await newStore(),
      Array.from({ length: 9 }, () => [readingOf({ usd: 60 })]),
    );
    const now = at(8);
    const limit = usdMicros(100_000_000);
    const budgets = [{}, { account: "shade" }, { provider: "other" }].map((match) => ({
      match,
      usdMicrosPerMonth: limit,
    }));
    const past = createPastKnowledge({ history, ...configured(budgets), now: () => now });
    expect(past.revision()).toBeNull();
    await past.refresh();
    const twoMinutes = usdMicros(2_000_000);
    const hoursLeft = (Date.UTC(2026, 11, 1) - now) / HOUR_MS;
    const forecast = usdMicros(Math.round(2_000_000 + hoursLeft * 60_000_000));
    expect(past.budgets()).toEqual([
      { id: "all", accountId: null, limit, asOf: now, spent: twoMinutes, forecast },
      { id: "account shade", accountId: "shade", limit, asOf: now, spent: twoMinutes, forecast },
      { id: "provider other", accountId: null, limit, asOf: now, spent: 0, forecast: 0 },
    ]);
    const revision = past.revision();
    await past.refresh();
    expect(past.revision()).toBe(revision);
  });

  it("knows of no forecast where no price is known, and of one as far as prices are", async () => {
    const unpriced = readingOf({ providerClusterId: "b", name: "b", rate: rateOf(null) });
    const forecastOf = async (clusters: readonly ClusterReading[]) => {
      const history = await openPast(await newStore(), [clusters, clusters]);
      const budgets = [{ match: {}, usdMicrosPerMonth: usdMicros(100_000_000) }];
      const past = createPastKnowledge({ history, ...configured(budgets), now: () => at(1) });
      await past.refresh();
      return past.budgets()[0]?.forecast;
    };
    expect(await forecastOf([unpriced])).toBeNull();
    expect(await forecastOf([unpriced, readingOf({ usd: 60 })])).toBe(await forecastOf([readingOf({ usd: 60 })]));
  });

  it("knows what a cluster has cost since its alert fires, and nothing of one with an unknown price or another kind of alert", async () => {
    const unpriced = readingOf({ providerClusterId: "b", name: "b", rate: rateOf(null) });
    const history = await openPast(
      await newStore(),
      Array.from({ length: 9 }, () => [readingOf({ usd: 60 }), unpriced]),
    );
    const amounts = createAlertAmounts(history, () => at(8));
    const about = (id: string, clusterId: string, changes: Parameters<typeof exampleAlert>[0] = {}) =>
      exampleAlert({
        ...{ id, rule: "cluster-down", subject: clusterSubject("shade", clusterId), firingSince: at(4) },
        facts: { reasons: [], nodes: null, usdMicrosPerHour: null },
        ...changes,
      });
    await amounts.refresh([
      about("down", "shade~a"),
      about("over", "shade~a", { state: "resolved", resolvedAt: at(6) }),
      about("unpriced", "shade~b"),
      about("unknown", "shade~c"),
      exampleAlert({ id: "account", firingSince: at(4) }),
    ]);
    const ids = ["down", "over", "unpriced", "unknown", "account", "never asked"];
    expect(ids.map((id) => amounts.of(id))).toEqual([1_000_000, 500_000, null, null, null, null]);
    amounts.keepOnly(new Set(["over"]));
    expect([amounts.of("down"), amounts.of("over")]).toEqual([null, 500_000]);
  });

  it("reads the amounts of many alerts together, whenever each fired, and gives each its own", async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `c${index}`);
    const history = await openPast(
      await newStore(),
      Array.from({ length: 9 }, () =>
        ids.map((id, index) => readingOf({ providerClusterId: id, name: id, usd: index })),
      ),
    );
    let reads = 0;
    const counted: typeof history.sampleCosts = (...asked) => {
      reads += 1;
      return history.sampleCosts(...asked);
    };
    const amounts = createAlertAmounts({ sampleCosts: counted }, () => at(8));
    const alertsOf = (firingSince: (index: number) => number) =>
      ids.map((id, index) =>
        exampleAlert({
          ...{ id, rule: "cluster-down", subject: clusterSubject("shade", `shade~${id}`) },
          ...{ firingSince: firingSince(index), facts: { reasons: [], nodes: null, usdMicrosPerHour: null } },
        }),
      );
    const perPoll = POLL_INTERVAL_MS / HOUR_MS;
    const usdOf = (id: string) => (amounts.of(id) ?? 0) / 1_000_000;
    await amounts.refresh(alertsOf(() => at(4)));
    for (const [index, id] of ids.entries()) expect(usdOf(id)).toBeCloseTo(4 * index * perPoll, 5);
    expect(reads).toBe(1);
    await amounts.refreshOlder(
      alertsOf(() => at(4)),
      at(8),
    );
    expect(reads).toBe(1);
    await amounts.refresh(alertsOf((index) => at(4) + index));
    for (const [index, id] of ids.entries()) expect(usdOf(id)).toBeCloseTo(index * (4 * perPoll - index / HOUR_MS), 5);
    expect(reads).toBe(2);
  });
});

it("calls usual what nine of ten starts of a size took, if at least five are known", () => {
  const size = { provider: "shadeform", gpuModel: "H100", gpuCount: 8 };
  const starts = [9, 1, 2, 3, 4, 5, 6, 7, 8, 60].map((minutes) => ({ ...size, durationMs: minutes * MINUTE_MS }));
  expect(usualStarts(starts)(size)).toBe(9 * MINUTE_MS);
  expect(usualStarts(starts)({ ...size, gpuCount: 4 })).toBeNull();
  expect(usualStarts(starts.slice(0, 4))(size)).toBeNull();
});
