import { expect, it } from "vitest";
import { amountRemark } from "@/components/status/money-words";
import type { Cluster } from "@/lib/contract/fleet";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { rateIntervals, recentCost } from "@/lib/domain/money/recent-rates";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { exampleAccount, exampleCluster } from "@/lib/testing/example-fleet";
import type { MonthToDate } from "../costs/month-to-date";
import type { HistorySummary } from "./history-summary";
import { monthView } from "./month-view";

const MONTH = Date.UTC(2026, 10, 1);
const AS_OF = MONTH + 40 * HOUR_MS;
/** The account's last reading before the summary, and the one that the tiles show. */
const READ = AS_OF - 10_000;
const NOW = AS_OF + 50_000;
const dollars = (value: number) => usdMicros(value * 1_000_000);
const rate = (value: number) => usdMicrosPerHour(value * 1_000_000);

function clusterOf(id: string, usdPerHour: number | null, observedAt: EpochMs = NOW): Cluster {
  const usdMicrosPerHourNow = usdPerHour === null ? null : rate(usdPerHour);
  return {
    ...{ ...exampleCluster, id: `${exampleAccount.id}~${id}`, accountId: exampleAccount.id },
    rate: { ...exampleCluster.rate, usdMicrosPerHour: usdMicrosPerHourNow },
    observedAt: isoTime(observedAt),
  };
}

/** Cluster "a" has run at $360 an hour, ten cents a second, since the month began. */
const SUMMARY: Pick<HistorySummary, "recentRates"> & { month: MonthToDate } = {
  recentRates: new Map([[`${exampleAccount.id}~a`, [[isoTime(MONTH), rate(360)]]]]),
  month: {
    ...{ from: MONTH, asOf: AS_OF, timeZone: "UTC", usdMicros: dollars(14_399), errorUsdMicros: dollars(0) },
    unpricedMs: 0,
    watches: [
      {
        accountId: exampleAccount.id,
        span: { from: MONTH - HOUR_MS, to: READ },
        readAt: READ,
        observedMs: [READ - MONTH],
        gaps: [],
      },
    ],
  },
};
const told = (clusters: readonly Cluster[], summary = SUMMARY) => {
  const month = monthView(summary.month, summary.recentRates, { clusters, accounts: [exampleAccount], now: NOW });
  const remark = amountRemark(month, { timeZone: "UTC", generatedAt: month.asOf, unrecordedSince: null });
  return { usd: month.usdMicros / 1_000_000, remark };
};

it("is never less than what the tiles add up to, although it was added up a minute ago", () => {
  const [start, end] = [MONTH, NOW];
  const tile = recentCost(rateIntervals([[isoTime(MONTH), rate(360)]], end), { from: start, to: end });
  const { usd, remark } = told([clusterOf("a", 360)]);
  expect(usd).toBe((tile ?? 0) / 1_000_000);
  expect(remark).toBe("exact");
});

it("states as error what has changed since, and what is new or gone", () => {
  expect(told([clusterOf("a", 180)]).remark).toBe("give or take $3.00");
  expect(told([clusterOf("a", 360), clusterOf("new", 36)]).remark).toBe("give or take $0.60");
  expect(told([]).remark).toBe("give or take $5.00");
  expect(told([clusterOf("a", 360), clusterOf("new", null)]).remark).toBe("excluding 1 cluster hour of unknown price");
});

it("counts no further than the last reading", () => {
  expect(told([clusterOf("a", 360, READ - MINUTE_MS)]).usd).toBe(14_399);
});

it("is not known before anything was recorded, and not exact where an account was never read", () => {
  const nothing = { ...SUMMARY.month, usdMicros: dollars(0), watches: [] };
  const label = exampleAccount.label;
  expect(told([], { recentRates: new Map(), month: nothing }).remark).toBe("not watched");
  const some = {
    ...SUMMARY,
    month: { ...SUMMARY.month, watches: SUMMARY.month.watches.map((watch) => ({ ...watch, accountId: "other" })) },
  };
  expect(told([], some).remark).toContain(`without ${label}, which was never read`);
});
