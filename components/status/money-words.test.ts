import { expect, it } from "vitest";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { costsOf } from "@/lib/testing/example-costs";
import {
  amountRemark,
  amountWords,
  errorWords,
  formatAmount,
  formatShare,
  formatShortAmount,
  isUnpriced,
  runRateWords,
} from "./money-words";

const sum = (dollars: number, errorDollars = 0, unpricedClusterHours = 0) => ({
  usdMicros: usdMicros(dollars * 1_000_000),
  errorUsdMicros: usdMicros(errorDollars * 1_000_000),
  unpricedClusterHours,
});

it("calls less than a cent so, and never nothing", () => {
  expect(formatAmount(usdMicros(1))).toBe("<$0.01");
  expect(formatAmount(usdMicros(0))).toBe("$0.00");
  expect(errorWords(usdMicros(1))).toBe("give or take less than a cent");
  expect(errorWords(usdMicros(0))).toBe("exact");
});

it("leaves the cents out of a short amount from a thousand dollars on", () => {
  expect(formatShortAmount(sum(999.99).usdMicros)).toBe("$999.99");
  expect(formatShortAmount(sum(1_000).usdMicros)).toBe("$1,000");
});

it("takes an unknown price for no zero", () => {
  expect(amountWords(sum(0, 0, 3))).toBe("Not known");
  expect(amountWords(sum(0))).toBe("$0.00");
  expect(amountWords(sum(2, 0, 3))).toBe("$2.00");
  expect(runRateWords(usdMicrosPerHour(0), 2)).toBe("Price not known");
  expect(runRateWords(usdMicrosPerHour(0), 0)).toBe("$0.00/h");
  const unpriced = costsOf({ unpricedClusterHours: 3 });
  expect(isUnpriced({ totalUsdMicros: usdMicros(0) }, unpriced)).toBe(true);
  expect(isUnpriced({ totalUsdMicros: usdMicros(1) }, unpriced)).toBe(false);
  expect(isUnpriced({ totalUsdMicros: usdMicros(0) }, costsOf())).toBe(false);
});

it("says how sure a sum is, and what it is without", () => {
  expect(amountRemark(sum(5, 1.2))).toBe("give or take $1.20");
  expect(amountRemark(sum(5, 1.2, 211.2))).toBe("give or take $1.20, without 212 cluster hours of unknown price");
  expect(amountRemark(sum(0, 0, 211.2))).toBe("212 cluster hours of unknown price");
});

it("calls only the whole 100 %", () => {
  expect(formatShare(1)).toBe("100 %");
  expect(formatShare(0.99999)).toBe("99.9 %");
  expect(formatShare(0.29)).toBe("29.0 %");
  expect(formatShare(1.0734)).toBe("107.3 %");
});
