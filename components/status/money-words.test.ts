import { describe, expect, it } from "vitest";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { costsOf, seriesOf } from "@/lib/testing/example-costs";
import { amountRemark, amountWords, errorWords, formatShare, isUnpriced, runRateWords } from "./money-words";

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
});
