import { expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { iso } from "@/lib/testing/example-costs";
import { providerRemark } from "./provider-remark";

const dollars = (value: number) => usdMicros(value * 1_000_000);

it("compares the provider's figure with ours", () => {
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
