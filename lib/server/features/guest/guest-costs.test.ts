import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guestCostsSchema, guestTimelineSchema } from "@/lib/contract/guest";
import { usdMicros } from "@/lib/domain/money/cost";
import { DEFAULT_SHOW } from "@/lib/domain/people/share-link";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { exampleTerms } from "@/lib/testing/example-links";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { NO_CONFIGURED_ALERTS } from "../../configuration/alerts/configured-alerts";
import { createLiveConfiguration } from "../../configuration/live-configuration";
import { type History, historyIn } from "../../history/open-history";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { Refusal } from "../../refusal";
import { clusterAliasOf } from "../../sharing/guests/alias";
import { createGuestFleets } from "../../sharing/guests/guest-fleets";
import { createGuestSummaries } from "../../sharing/guests/guest-summaries";
import { createShownClusters } from "../../sharing/guests/shown-clusters";
import { openShareLinks } from "../../sharing/links/open-share-links";
import type { ShareLinks } from "../../sharing/links/share-links";
import type { LinkTerms, StoredLink } from "../../sharing/links/stored-link";
import { openDatabase } from "../../store/open-database";
import { StoreError } from "../../store/store-error";
import { createCostAnswers } from "../../views/costs/cost-answers";
import type { CostQuery } from "../../views/costs/cost-plan";
import { createTurns, HEAVY_RULES, LIGHT_RULES } from "../../workload/turns";
import { sendGuestCosts } from "./guest-costs";
import { guestTimeline } from "./guest-timeline";

const END = Date.UTC(2026, 10, 20, 15);
const START = END - 12 * HOUR_MS;
const CANARY = "CANARY";
const QUERY: CostQuery = {
  from: START,
  to: END,
  bucket: "hour",
  groupBy: "cluster",
  timeZone: "UTC",
  billingTimeZone: "UTC",
  clusterId: null,
};
/** The whole of one account, and one cluster of another. */
const SCOPE = { accountIds: ["prime"], clusterIds: ["shade~named"] };
const SHOWN = ["prime~id-CANARY", "shade~named"];
const GUEST = { kind: "guest", key: "link" } as const;
const SHOWS_COSTS = { ...DEFAULT_SHOW, costs: true, names: false };

describeEachStore((newStore) => {
  let history: History;
  let shareLinks: ShareLinks;
  beforeAll(async () => {
    const store = openDatabase(await newStore());
    history = await historyIn(store);
    shareLinks = await openShareLinks(store, Date.now, () => {});
    const unseen = { accountId: "unseen", provider: "tensorone" };
    await history.recordPoll(pollOf(START - HOUR_MS, { ...unseen, pollIntervalMs: HOUR_MS / 2 }));
    for (let at = START; at <= END; at += HOUR_MS / 2) {
      const hour = Math.floor((at - START) / HOUR_MS);
      const common = { at, pollIntervalMs: HOUR_MS / 2 };
      const clusters = [
        readingOf({ providerClusterId: "named", name: "train-llama", usd: 10 + (hour % 3) }),
        readingOf({ providerClusterId: "other", name: `other-${CANARY}`, usd: 1_000 }),
      ];
      await history.recordPoll(pollOf(at, { ...common, clusters }));
      const canary = readingOf({ providerClusterId: `id-${CANARY}`, name: `id-${CANARY}`, usd: 3 });
      const prime = { accountId: "prime", provider: "prime-intellect" };
      // Silent for a while, which is reported only for this account.
      if (hour < 4 || hour > 6) await history.recordPoll(pollOf(at, { ...common, ...prime, clusters: [canary] }));
      if (hour !== 9) await history.recordPoll(pollOf(at, { ...common, ...unseen }));
    }
    await history.recordProviderFigures([{ clusterId: "shade~named", at: END, usdMicros: usdMicros(4_242) }]);
  });
  afterAll(() => history.close());

  it("answers the same as a signed-in person gets for the same clusters", async () => {
    const ofMember = await answerCosts(QUERY, {
      ...{ history, now: END, filter: { clusterIds: SHOWN } },
      labels: { ...EXAMPLE_LABELS, labelOf: (_, key) => key },
    });
    const { generatedAt: _, ...costs } = await ask(await linkOf());
    for (const key of ["totalUsdMicros", "errorUsdMicros", "unpricedClusterHours", "observedShare"] as const) {
      expect(costs[key]).toBe(ofMember?.[key]);
    }
    expect(costs.totalUsdMicros).toBeGreaterThan(100_000_000);
    expect(costs.rate).toEqual(ofMember?.rate);
    expect(costs.series.map(({ points }) => points)).toEqual(ofMember?.series.map(({ points }) => points));
    expect(costs.history.since).toBe(new Date(START).toISOString());
  });

  it("says nothing about other clusters and accounts, ids, billing and budgets, whatever the grouping", async () => {
    const link = await linkOf();
    for (const groupBy of ["none", "provider", "account", "cluster", "gpu-model"]) {
      const text = JSON.stringify(await ask(link, { groupBy }));
      for (const hidden of [CANARY, "shade~", "prime~", "train-llama", "4242", "unseen", "tensorone", "budget"]) {
        expect(text).not.toContain(hidden);
      }
      if (groupBy !== "provider") expect(text).not.toMatch(/"(shade|prime)"/);
    }
  });

  it("names accounts and clusters as the link's fleet does", async () => {
    const link = await linkOf();
    const byCluster = await ask(link, { groupBy: "cluster" });
    expect(byCluster.series.map(({ key }) => key)).toEqual(
      SHOWN.toReversed().map((id) => clusterAliasOf(link.aliasKey, id)),
    );
    expect(byCluster.series.map(({ label }) => label).sort()).toEqual(["Cluster 1", "Cluster 2"]);
    const fleet = await guestFleets().snapshots(link);
    const byAccount = await ask(link, { groupBy: "account" });
    expect(byAccount.series).toMatchObject(
      ["Shadeform", "Prime Intellect"].map((label) => ({ label, key: fleet.find((one) => one.label === label)?.id })),
    );
    expect(byAccount.gaps.map(({ label }) => label)).toEqual(["Prime Intellect"]);
  });

  it("says nothing about providers if the link hides them, whatever the grouping", async () => {
    const link = await linkOf({ show: { costs: true, names: true, provider: false, region: true } });
    for (const groupBy of ["none", "provider", "account", "cluster", "gpu-model"]) {
      expect(JSON.stringify(await ask(link, { groupBy }))).not.toMatch(/shade|prime|intellect|tensorone|CANARY/i);
    }
    const byProvider = await ask(link, { groupBy: "provider" });
    expect(byProvider.series.map(({ label }) => label).sort()).toEqual(["Account 1", "Account 2"]);
    // As the fleet calls them, where both are called "train".
    const byCluster = await ask(link, { groupBy: "cluster" });
    expect(byCluster.series.map(({ label }) => label).sort()).toEqual(["train · Account 1", "train · Account 2"]);
  });

  it("names clusters as the fleet does if the link hides regions, since a former name may give one away", async () => {
    const link = await linkOf({ show: { costs: true, names: true, provider: true, region: false } });
    const { series } = await ask(link, { groupBy: "cluster" });
    expect(series.map(({ label }) => label).sort()).toEqual(["train · Prime Intellect", "train · Shadeform"]);
  });

  it("names clusters only if the link does, and never by an id", async () => {
    const link = await linkOf({ show: { ...DEFAULT_SHOW, costs: true, names: true } });
    expect((await ask(link, { groupBy: "cluster" })).series.map(({ label }) => label)).toEqual([
      "train-llama",
      expect.stringMatching(/^Cluster \d$/),
    ]);
  });

  it("answers for one cluster by its alias, and for none by its id or that of a cluster outside", async () => {
    const link = await linkOf();
    const alias = clusterAliasOf(link.aliasKey, "shade~named");
    const { series } = await ask(link, { groupBy: "cluster", clusterId: alias });
    expect(series.map(({ key }) => key)).toEqual([alias]);
    const outside = clusterAliasOf(link.aliasKey, "shade~other");
    for (const clusterId of ["shade~named", "shade~other", outside, ""]) {
      await expect(ask(link, { clusterId })).rejects.toThrow("This link shows no cluster with this id.");
    }
  });

  it("does not exist if the link shows no costs", async () => {
    const link = await linkOf({ show: { ...DEFAULT_SHOW, costs: false, names: true } });
    const refusal = await ask(link).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: "not-found", message: expect.stringContaining("There is nothing here") });
  });

  it("says since when history is not being written, and not why", async () => {
    const writing = { error: new StoreError("full", `The disk ${CANARY} is full.`), since: END - HOUR_MS };
    const failing: History = { ...history, writing: () => writing };
    const costs = await ask(
      await linkOf(),
      {},
      { ...application(), historyHandle: { ...historyHandle(), current: () => failing } },
    );
    expect(costs.history.problem).toEqual({ since: new Date(END - HOUR_MS).toISOString() });
    expect((await ask(await linkOf())).history.problem).toBeNull();
  });

  describe("the timeline of a cluster", () => {
    const timelineOf = async (show: LinkTerms["show"]) => {
      const link = await linkOf({ show });
      await guestFleets().snapshots(link);
      const query = {
        alias: clusterAliasOf(link.aliasKey, "shade~named"),
        request: request(),
        now: END,
        requester: GUEST,
      };
      return guestTimelineSchema.parse(await guestTimeline(application(), link, query));
    };

    it("has its rates if the link shows costs", async () => {
      const { intervals, events } = await timelineOf(SHOWS_COSTS);
      expect(intervals.map(({ usdMicrosPerHour }) => usdMicrosPerHour)).toContain(12_000_000);
      expect(events.map(({ text }) => text)).toContain("Rate $10.00 → $11.00 per hour");
    });

    it("does not otherwise reveal that a rate changed, or when", async () => {
      const { intervals, events } = await timelineOf({ ...DEFAULT_SHOW, costs: false, names: false });
      expect(intervals).toMatchObject([{ status: "running", usdMicrosPerHour: null, billing: "unknown" }]);
      expect(events.filter(({ text }) => text.includes("rate"))).toEqual([]);
    });
  });

  describe("the summary in the fleet", () => {
    it("covers only the link's clusters, under their aliases", async () => {
      const link = await linkOf();
      const summary = await createGuestSummaries(historyHandle(), "UTC", () => END).of(link);
      expect([...(summary?.recentRates.keys() ?? [])].sort()).toEqual(
        SHOWN.map((id) => clusterAliasOf(link.aliasKey, id)).sort(),
      );
      expect(summary?.month?.usdMicros).toBe((await ask(link)).month.usdMicros);
    });

    it("is read again for all of a link's guests in the next minute, or ten seconds if something has changed", async () => {
      const link = await linkOf();
      let now = END - (END % 60_000);
      const summaries = createGuestSummaries(historyHandle(), "UTC", () => now);
      const first = await summaries.of(link);
      now += 59_000;
      expect(await summaries.of(link)).toBe(first);
      now += 1_000;
      const second = await summaries.of(link);
      expect(second).not.toBe(first);
      const read = new Set<unknown>();
      for (let second = 0; second < 60; second += 1, now += 1_000) {
        summaries.noteChange();
        read.add(await summaries.of(link));
      }
      expect(read.size).toBe(6);
    });

    it("says nothing about costs if the link shows none", async () => {
      const link = await linkOf({ show: { ...DEFAULT_SHOW, costs: false, names: false } });
      const summary = await createGuestSummaries(historyHandle(), "UTC", () => END).of(link);
      expect(summary).toMatchObject({ recentRates: new Map(), month: null });
    });
  });

  function linkOf(terms: Partial<LinkTerms> = {}): Promise<StoredLink> {
    const whole = exampleTerms({ scope: SCOPE, show: SHOWS_COSTS, ...terms });
    return shareLinks.create(whole, "", END).then(({ link }) => link);
  }
  async function ask(link: StoredLink, query: Record<string, string> = {}, from = application()) {
    const answer = await sendGuestCosts(from, link, { request: request(query), now: END, requester: GUEST });
    return guestCostsSchema.parse(await answer.json());
  }
  function request(query: Record<string, string> = {}): Request {
    const times = { from: new Date(START).toISOString(), to: new Date(END).toISOString() };
    return new Request(
      `http://127.0.0.1/?${new URLSearchParams({ ...times, bucket: "hour", groupBy: "cluster", ...query })}`,
    );
  }
  function historyHandle() {
    return { current: () => history, problem: () => null, whenOpen: () => {}, close: async () => {} };
  }
  function guestFleets() {
    const snapshots = [
      snapshotOf("shade", "Shadeform", ["named", "other"]),
      snapshotOf("prime", "Prime Intellect", [`id-${CANARY}`]),
    ];
    return createGuestFleets({ accounts: () => snapshots }, shareLinks);
  }
  function application() {
    const turns = { heavy: createTurns(HEAVY_RULES), light: createTurns(LIGHT_RULES) };
    const costAnswers = createCostAnswers(turns, () => END);
    const sources = {
      historyHandle: historyHandle(),
      turns,
      costAnswers,
      shownClusters: createShownClusters(shareLinks),
      live: createLiveConfiguration(
        { accounts: [], rates: [], budgets: [], alerts: NO_CONFIGURED_ALERTS, metricsToken: null },
        () => {},
      ),
    };
    return { ...sources, shareLinks, guestFleets: guestFleets(), configuration: { timeZone: "UTC" } };
  }
});

function snapshotOf(id: string, label: string, providerClusterIds: string[]): AccountSnapshot {
  const track = (providerClusterId: string) => ({
    reading: readingOf({ providerClusterId }),
    observedAt: END,
    statusSince: END,
    statusMayBeOlder: false,
    missed: null,
    details: null,
  });
  return {
    id,
    provider: { id: label.toLowerCase().replace(" ", "-"), label },
    label: `label-${CANARY}`,
    canCreate: false,
    state: "ok",
    paused: null,
    pollIntervalMs: 15_000,
    lastSuccessAt: END,
    lastAttemptAt: END,
    nextAttemptAt: END,
    problem: null,
    warnings: [],
    billing: null,
    clusters: new Map(providerClusterIds.map((one) => [one, track(one)])),
    gone: new Map(),
  };
}
