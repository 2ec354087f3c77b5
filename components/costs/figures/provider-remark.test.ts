import { expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { iso } from "@/lib/testing/example-costs";
import { providerRemark } from "./provider-remark";

const dollars = (value: number) => usdMicros(value * 1_000_000);

const figure = { usdMicros: dollars(90), at: iso(3), firstAt: iso(0), firstUsdMicros: dollars(5) };
const certain = { errorUsdMicros: dollars(0), unwatchedHours: 0, unpricedHours: 0 };

it("compares the provider's figure with ours", () => {
  expect(providerRemark({ ...figure, ...certain, at: iso(0), differenceUsdMicros: dollars(0) }, "UTC")).toBe(
    "as first read on 20 Nov, 00:00",
  );
  const same = { ...figure, ...certain, firstUsdMicros: dollars(0), differenceUsdMicros: dollars(0) };
  expect(providerRemark(same, "UTC")).toBe("the same as our count since 20 Nov, 00:00");
});

it.each([
  [certain, "$7.00 unexplained"],
  [{ ...certain, errorUsdMicros: dollars(7) }, "which our own error explains"],
  [{ ...certain, errorUsdMicros: dollars(2) }, "up to $2.00 of it by our own error, $5.00 unexplained"],
  [{ ...certain, unwatchedHours: 2.5 }, "$7.00 of it perhaps from 2 h 30 min that nobody watched"],
  [
    { errorUsdMicros: dollars(2), unwatchedHours: 1, unpricedHours: 3 },
    "up to $2.00 of it by our own error, $5.00 of it perhaps from 1 h that nobody watched and 3 h at an unknown price",
  ],
])("says what a difference is made of: %j", (certainty, words) => {
  expect(providerRemark({ ...figure, ...certainty, differenceUsdMicros: dollars(-7) }, "UTC")).toBe(
    `$7.00 less than our count since 20 Nov, 00:00, ${words}; $5.00 from before we watched`,
  );
});
