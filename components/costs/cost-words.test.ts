import { describe, expect, it } from "vitest";
import { gapSentences, gapsIn } from "@/components/charts/gaps";
import { nothingWords } from "@/components/charts/nothing-words";
import { timeLabel, zoneTime } from "@/components/charts/zone-time";
import {
  amountRemark,
  amountWords,
  errorWords,
  formatShare,
  isUnpriced,
  runRateWords,
} from "@/components/status/money-words";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { costsOf, DAY, iso, seriesOf, stepsOf } from "@/lib/testing/example-costs";
import { providerRemark } from "./figures/provider-remark";
import { monthPlan } from "./plots/month-plan";
import { isUnwatched } from "./plots/spend-bars";

const dollars = (value: number) => usdMicros(value * 1_000_000);

describe("money in words", () => {
  it("never calls an unknown price zero", () => {
    const unpriced = { usdMicros: usdMicros(0), errorUsdMicros: usdMicros(0), unpricedClusterHours: 12.2 };
    expect(amountWords(unpriced)).toBe("Not known");
    expect(amountRemark(unpriced)).toBe("13 cluster hours of unknown price");
    expect(amountRemark({ ...unpriced, usdMicros: dollars(4) })).toBe(
      "exact, excluding 13 cluster hours of unknown price",
    );
    expect(isUnpriced(seriesOf("aws", [0, 0]), costsOf({ unpricedClusterHours: 8 }))).toBe(true);
    expect(isUnpriced(seriesOf("priced", [0, 2]), costsOf({ unpricedClusterHours: 8 }))).toBe(false);
    expect(isUnpriced(seriesOf("free", [0, 0]), costsOf())).toBe(false);
    expect(isUnwatched({ observedShare: 0, total: usdMicros(0) })).toBe(true);
    expect(isUnwatched({ observedShare: 0.5, total: usdMicros(0) })).toBe(false);
    expect(isUnwatched({ observedShare: 0, total: dollars(2) })).toBe(false);
    expect(runRateWords(usdMicrosPerHour(0), 2)).toBe("Price not known");
    expect(runRateWords(usdMicrosPerHour(0), 0)).toBe("$0.00/h");
  });

  it("says how wrong a figure may be", () => {
    expect(errorWords(usdMicros(0))).toBe("exact");
    expect(errorWords(usdMicros(4_000))).toBe("give or take less than a cent");
    expect(errorWords(dollars(1.2))).toBe("give or take $1.20");
  });

  it("does not round something to nothing, nor nearly all to all", () => {
    expect(formatAmount(usdMicros(3))).toBe("<$0.01");
    expect(formatAmount(usdMicros(0))).toBe("$0.00");
    expect(formatShare(0.99999)).toBe("99.9 %");
    expect(formatShare(1 - 1e-13)).toBe("99.9 %");
    expect(formatShare(1)).toBe("100 %");
    expect(formatShare(1.835)).toBe("183.5 %");
  });

  it("compares a provider's figure with ours", () => {
    const figure = { usdMicros: dollars(90), at: iso(3), firstAt: iso(0), firstUsdMicros: dollars(5) };
    expect(providerRemark({ ...figure, differenceUsdMicros: dollars(-7) }, "UTC")).toBe(
      "$7.00 less than our count since 20 Nov, 00:00; $5.00 from before we watched",
    );
    expect(providerRemark({ ...figure, at: iso(0), differenceUsdMicros: dollars(0) }, "UTC")).toBe(
      "as first read on 20 Nov, 00:00",
    );
    expect(providerRemark({ ...figure, firstUsdMicros: dollars(0), differenceUsdMicros: dollars(0) }, "UTC")).toBe(
      "the same as our count since 20 Nov, 00:00",
    );
  });
});

describe("gaps", () => {
  const costs = costsOf({
    gaps: [
      { from: iso(0), to: iso(2), label: "Prime" },
      { from: iso(1), to: iso(3), label: "Shadeform" },
    ],
  });

  it("that meet are one", () => {
    expect(gapsIn(costs, { from: DAY, to: DAY + DAY_MS })).toEqual([{ from: DAY, to: DAY + 3 * HOUR_MS }]);
  });

  it("are told for each account that was not read", () => {
    expect(gapSentences(costs, { from: DAY + HOUR_MS, to: DAY + 2 * HOUR_MS })).toEqual([
      "No data from Prime for 1 h.",
      "No data from Shadeform for 1 h.",
    ]);
    expect(gapSentences(costs, { from: DAY + 4 * HOUR_MS, to: DAY + 5 * HOUR_MS })).toEqual([]);
  });
});

describe("an empty range", () => {
  it("says why it is empty", () => {
    const priced = costsOf({ series: [seriesOf("a", [1])], totalUsdMicros: dollars(1), rate: stepsOf([[0, 1]]) });
    expect(nothingWords(priced)).toBeNull();
    expect(nothingWords(costsOf())).toBe("Nothing ran in this range.");
    expect(nothingWords(costsOf({ unpricedClusterHours: 9 }))).toContain("9 cluster hours without a price");
    expect(nothingWords(costsOf({ history: { since: iso(9), problem: null } }))).toContain("before history starts");
  });
});

describe("the plan of a month", () => {
  it("belongs to the present month only", () => {
    const costs = costsOf({ budget: { usdMicros: dollars(100), usedShare: 0.1 } });
    expect(monthPlan(costs)).toMatchObject({ end: Date.parse(costs.month.to), budget: dollars(100) });
    expect(monthPlan({ ...costs, from: iso(1) })).toBeNull();
    expect(monthPlan({ ...costs, to: iso(2) })).toBeNull();
  });
});

describe("a time zone", () => {
  it("gives the words of its own clocks", () => {
    expect(zoneTime(DAY + 23 * HOUR_MS, "Asia/Kathmandu", "minute")).toBe("21 Nov, 04:45");
  });

  it("names the right day on an axis after its clocks changed", () => {
    const from = Date.parse("2026-10-20T00:00:00+02:00");
    const window = { from, to: from + 20 * DAY_MS };
    expect(timeLabel(from + 6 * DAY_MS, window, "Europe/Berlin")).toBe("26 Oct");
  });
});
