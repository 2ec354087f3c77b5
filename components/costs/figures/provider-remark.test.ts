import { expect, it } from "vitest";
import type { Costs } from "@/lib/contract/costs";
import { usdMicros } from "@/lib/domain/money/cost";
import { iso } from "@/lib/testing/example-costs";
import { providerRemark } from "./provider-remark";

type Figure = NonNullable<Costs["providerFigure"]>;
const figure: Figure = {
  usdMicros: usdMicros(5_000_000),
  at: iso(5),
  differenceUsdMicros: usdMicros(0),
  firstAt: iso(1),
  firstUsdMicros: usdMicros(0),
};
const remark = (change: Partial<Figure>) => providerRemark({ ...figure, ...change }, "UTC");

it("compares the provider's figure with our count since the first reading", () => {
  const since = "since 20 Nov, 01:00";
  expect(remark({})).toBe(`the same as our count ${since}`);
  expect(remark({ differenceUsdMicros: usdMicros(1_200_000) })).toBe(`$1.20 more than our count ${since}`);
  expect(remark({ differenceUsdMicros: usdMicros(-1_200_000) })).toBe(`$1.20 less than our count ${since}`);
});

it("says what had accrued before, and compares nothing with a first reading", () => {
  expect(remark({ firstUsdMicros: usdMicros(3_000_000) })).toMatch(/; \$3\.00 before we watched$/);
  expect(remark({ at: iso(1) })).toBe("as first read on 20 Nov, 01:00");
});
