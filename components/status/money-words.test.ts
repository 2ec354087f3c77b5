import { describe, expect, it } from "vitest";
import { basisWords, contextOf, isUnpriced, isWhole, runRateWords } from "@/components/costs/costs-words";
import type { Amount } from "@/lib/contract/amount";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { costsOf, exampleAmount, iso, seriesOf } from "@/lib/testing/example-costs";
import { amountWords, formatShare } from "./amount-words";
import { amountRemark, errorWords, shortRemark, sinceWords } from "./money-words";

const NOW = contextOf(costsOf(), "UTC");
const dollars = (value: number) => usdMicros(value * 1_000_000);

describe("money in words", () => {
  it("never calls an unknown price zero", () => {
    const unpriced = exampleAmount({ unpricedClusterHours: 12.2 });
    expect(amountWords(unpriced)).toBe("Not known");
    expect(amountRemark(unpriced, NOW)).toBe("13 cluster hours of unknown price");
    expect(amountRemark({ ...unpriced, usdMicros: dollars(4) }, NOW)).toBe(
      "excluding 13 cluster hours of unknown price",
    );
    expect(isUnpriced(seriesOf("aws", [0, 0]), costsOf({ unpricedClusterHours: 8 }))).toBe(true);
    expect(isUnpriced(seriesOf("priced", [0, 2]), costsOf({ unpricedClusterHours: 8 }))).toBe(false);
    expect(isUnpriced(seriesOf("free", [0, 0]), costsOf())).toBe(false);
    expect(runRateWords(usdMicrosPerHour(0), 2)).toBe("Price not known");
    expect(runRateWords(usdMicrosPerHour(0), 0)).toBe("$0.00/h");
  });

  it("says how wrong a figure may be", () => {
    expect(errorWords(usdMicros(0))).toBe("exact");
    expect(errorWords(usdMicros(4_000))).toBe("give or take less than a cent");
    expect(errorWords(dollars(1.2))).toBe("give or take $1.20");
  });

  it.each<[Partial<Amount>, string]>([
    [{}, "exact"],
    [{ errorUsdMicros: dollars(1) }, "give or take $1.00"],
    [{ watchedFrom: iso(14) }, "since 20 Nov, 14:00; what accrued before is not known"],
    [{ observedShare: 0.5 }, "watched 50.0 % of the time"],
    [
      { observedShare: 0.5, watchedFrom: iso(14), errorUsdMicros: dollars(1) },
      "give or take $1.00, watched 50.0 % of the time, since 20 Nov, 14:00; what accrued before is not known",
    ],
    [{ laterAccounts: [{ label: "Prime", since: iso(9) }] }, "Prime only since 20 Nov, 09:00"],
    [{ laterAccounts: [{ label: "Prime", since: null }] }, "without Prime, which was never read"],
    [{ laterAccounts: Array(3).fill({ label: "Prime", since: null }) }, "3 accounts only since later, or not yet"],
  ])("calls a sum exact only if it leaves nothing out: %j", (change, words) => {
    const amount = exampleAmount({ usdMicros: dollars(105), ...change });
    expect(amountRemark(amount, NOW)).toBe(words);
    expect(isWhole(amount, NOW)).toBe(words === "exact" || words === "give or take $1.00");
  });

  it("says the most important part where there is little room, and never that a part is exact", () => {
    const since = exampleAmount({
      watchedFrom: "2026-11-20T14:03:00.000Z",
      observedShare: 0.9,
      unpricedClusterHours: 3,
    });
    expect(shortRemark(since, NOW)).toBe(sinceWords(since, NOW));
    expect(shortRemark(exampleAmount({ observedShare: 0.97 }), NOW)).toBe("watched 97.0 %");
    expect(shortRemark(exampleAmount({ usdMicros: dollars(4), unpricedClusterHours: 3 }), NOW)).toBe(
      "without unknown prices",
    );
    expect(shortRemark(exampleAmount({ errorUsdMicros: dollars(2) }), NOW)).toBe("give or take $2.00");
    expect(shortRemark(exampleAmount(), NOW)).toBe("exact");
  });

  it("does not call what was not recorded exact", () => {
    const unrecorded = { ...NOW, unrecordedSince: iso(14.5) };
    expect(amountRemark(exampleAmount(), unrecorded)).toBe("nothing recorded since 20 Nov, 14:30");
    expect(isWhole(exampleAmount(), unrecorded)).toBe(false);
  });

  it("does not call zero what nobody watched", () => {
    const unwatched = exampleAmount({ observedShare: 0, watchedFrom: iso(14) });
    expect(amountWords(unwatched)).toBe("Not known");
    expect(amountRemark(unwatched, NOW)).toBe("not watched before 20 Nov, 14:00");
    expect(amountRemark({ ...unwatched, watchedFrom: null }, NOW)).toBe("not watched");
  });

  it("says what a share of a budget is a share of", () => {
    expect(basisWords(exampleAmount(), NOW)).toBeNull();
    expect(basisWords(exampleAmount({ observedShare: 0.5 }), NOW)).toBe("of what is known");
    expect(basisWords(exampleAmount({ watchedFrom: iso(14) }), NOW)).toBe("of what was watched since 20 Nov, 14:00");
  });

  it("does not round something to nothing, nor nearly all to all", () => {
    expect(formatAmount(usdMicros(3))).toBe("<$0.01");
    expect(formatAmount(usdMicros(0))).toBe("$0.00");
    expect(formatShare(0.99999)).toBe("99.9 %");
    expect(formatShare(1 - 1e-13)).toBe("99.9 %");
    expect(formatShare(1)).toBe("100 %");
    expect(formatShare(1.835)).toBe("183.5 %");
  });
});
