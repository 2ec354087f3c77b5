import { expect, it } from "vitest";
import { contextOf } from "@/components/costs/costs-words";
import { amountWords } from "@/components/status/amount-words";
import { amountRemark } from "@/components/status/money-words";
import type { Amount } from "@/lib/contract/amount";
import type { Costs } from "@/lib/contract/costs";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "../../history/open-history";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import { StoreError } from "../../store/store-error";
import type { CostQuery } from "./cost-plan";

/** The first reading, in the middle of a month and of a day. */
const FIRST = Date.UTC(2026, 10, 20, 14, 3);
const hours = (count: number) => FIRST + count * HOUR_MS;
const QUERY: CostQuery = {
  ...{ from: Date.UTC(2026, 10, 1), to: null, bucket: "day", groupBy: "none", timeZone: "UTC" },
  ...{ billingTimeZone: "UTC", clusterId: null },
};

describeEachStore((newStore) => {
  async function withHistory(act: (history: History) => Promise<void>): Promise<void> {
    const history = await openHistory(await newStore());
    await act(history).finally(() => history.close());
  }
  async function ask(history: History, now: number, changes: Partial<CostQuery> = {}, accountIds = ["shade"]) {
    const labels = { ...EXAMPLE_LABELS, accountIds: () => accountIds };
    const costs = await answerCosts({ ...QUERY, ...changes }, { history, now, filter: ALL_CLUSTERS, labels });
    if (costs === null) throw new Error("This range has too many days.");
    return costs;
  }
  /** Reads an account every hour, which is as often as it is meant to be. */
  async function watch(
    history: History,
    from: number,
    to: number,
    changes: Partial<Parameters<typeof pollOf>[1]> = {},
  ) {
    for (let at = from; at <= to; at += HOUR_MS) {
      await history.recordPoll(pollOf(at, { pollIntervalMs: HOUR_MS, ...changes }));
    }
  }
  const told = (costs: Costs, amount: Amount) =>
    `${amountWords(amount)}, ${amountRemark(amount, contextOf(costs, "UTC"))}`;

  it("knows nothing before anything was read", () =>
    withHistory(async (history) => {
      const costs = await ask(history, FIRST);
      expect(costs.history.since).toBeNull();
      expect([costs.today, costs.month].map(amountWords)).toEqual(["Not known", "Not known"]);
      expect(amountRemark(costs.month, contextOf(costs, "UTC"))).toBe("not watched");
    }));

  it("says from when on it counts on the first day, and that the days before are not known", () =>
    withHistory(async (history) => {
      await watch(history, FIRST, hours(4));
      const costs = await ask(history, hours(4));
      const since = "$40.00, since 20 Nov, 14:03; what accrued before is not known";
      expect(told(costs, costs.today)).toBe(since);
      expect(told(costs, costs.month)).toBe(since);
      expect(told(costs, costs.yesterday)).toBe("Not known, not watched before 20 Nov, 14:03");
      expect(told(costs, costs.previous)).toBe("Not known, not watched before 20 Nov, 14:03");
      expect(costs.series.map(({ previousIsCounted }) => previousIsCounted)).toEqual([false]);
    }));

  it("is exact on the day after, and watched all the time since, however long a range is", () =>
    withHistory(async (history) => {
      await watch(history, FIRST, hours(30));
      const costs = await ask(history, hours(30), { from: Date.UTC(2011, 10, 20), bucket: "month" });
      expect(told(costs, costs.today)).toMatch(/, exact$/);
      expect(costs).toMatchObject({ observedShare: 1, watchedFrom: new Date(FIRST).toISOString() });
    }));

  it("counts a cluster that was created later exactly, and not one that was there at the first reading", () =>
    withHistory(async (history) => {
      const clusters = [readingOf(), readingOf({ providerClusterId: "b", createdAt: hours(2.5) })];
      await watch(history, FIRST, hours(2), { clusters: clusters.slice(0, 1) });
      await watch(history, hours(3), hours(4), { clusters });
      const later = await ask(history, hours(4), { clusterId: "shade~b" });
      expect(told(later, later.month)).toBe("$15.00, exact");
      const earlier = await ask(history, hours(4), { clusterId: "shade~a" });
      expect(told(earlier, earlier.month)).toBe("$40.00, since 20 Nov, 14:03; what accrued before is not known");
    }));

  it("states what a cluster may have cost that an earlier reading should have listed", () =>
    withHistory(async (history) => {
      await watch(history, FIRST, hours(2), { clusters: [] });
      await watch(history, hours(3), hours(4), { clusters: [readingOf({ createdAt: hours(0.5) })] });
      const costs = await ask(history, hours(4), { clusterId: "shade~a" });
      expect(told(costs, costs.month)).toBe("$10.00, give or take $25.00");
    }));

  it("says how much of the time was watched if the server was off for a night", () =>
    withHistory(async (history) => {
      await watch(history, FIRST, hours(10));
      await watch(history, hours(20), hours(40));
      const costs = await ask(history, hours(40));
      expect(told(costs, costs.month)).toBe(
        "$400.00, watched 75.0 % of the time, since 20 Nov, 14:03; what accrued before is not known",
      );
    }));

  it("says since when nothing was recorded", () =>
    withHistory(async (history) => {
      await watch(history, FIRST, hours(30));
      const writing = () => ({ error: new StoreError("full", "The disk is full."), since: hours(30) + MINUTE_MS });
      const costs = await ask({ ...history, writing }, hours(31));
      expect(told(costs, costs.today)).toBe("$200.50, nothing recorded since 21 Nov, 20:04");
    }));

  it("names an account that was added later, and one that was never read", () =>
    withHistory(async (history) => {
      await watch(history, FIRST - 30 * 24 * HOUR_MS, FIRST - 30 * 24 * HOUR_MS + HOUR_MS);
      await watch(history, FIRST, hours(30), { accountId: "prime", provider: "prime-intellect" });
      const costs = await ask(history, hours(30), {}, ["prime", "tensor"]);
      // Nobody asks for "shade" any more, which was last read in another month.
      expect(amountRemark(costs.month, contextOf(costs, "UTC"))).toBe(
        "since 20 Nov, 14:03; what accrued before is not known; without the tensor, which was never read",
      );
      await watch(history, hours(10), hours(30), { accountId: "late" });
      const more = await ask(history, hours(30), {}, ["prime", "late"]);
      expect(amountRemark(more.month, contextOf(more, "UTC"))).toBe(
        "since 20 Nov, 14:03; what accrued before is not known; the late only since 21 Nov, 00:03",
      );
      expect(amountRemark(more.today, contextOf(more, "UTC"))).toBe("the late only since 21 Nov, 00:03");
    }));
});
