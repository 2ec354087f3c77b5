import { describe, expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { costsOf, exampleAmount, iso, seriesOf } from "@/lib/testing/example-costs";
import { differenceRemark, seriesDifference, totalDifference } from "./difference-words";

const dollars = (value: number) => usdMicros(value * 1_000_000);
const before = { ...exampleAmount({ usdMicros: dollars(4) }), from: iso(-3.5), to: iso(0) };
const series = { ...seriesOf("a", [6, 4]), previousUsdMicros: dollars(4) };
const costs = costsOf({ totalUsdMicros: dollars(10), previous: before, series: [series] });

describe("the difference from the time before", () => {
  it("has a sign, and says what it compares with", () => {
    expect(seriesDifference(series, costs)).toBe("+$6.00");
    expect(seriesDifference({ ...series, previousUsdMicros: dollars(12.5) }, costs)).toBe("−$2.50");
    expect(seriesDifference({ ...series, previousUsdMicros: dollars(10) }, costs)).toBe("$0.00");
    expect(totalDifference(costs)).toBe("+$6.00");
    expect(differenceRemark(costs)).toBe(
      "Difference: against the 3 h 30 min before, 19 Nov, 20:30 – 20 Nov, 00:00: $4.00, exact.",
    );
  });

  it("is not known if that time began before the first reading", () => {
    const unknown = { ...costs, previous: { ...before, watchedFrom: iso(-1) } };
    expect(seriesDifference({ ...series, previousIsCounted: false }, unknown)).toBeNull();
    expect(totalDifference(unknown)).toBeNull();
    expect(differenceRemark(unknown)).toMatch(/That time was not watched from its beginning, so it is not known\.$/);
  });

  it("is not known where a price is unknown", () => {
    const unpriced = { ...costs, previous: { ...before, unpricedClusterHours: 3 } };
    expect(totalDifference(unpriced)).toBeNull();
    expect(seriesDifference({ ...series, previousUsdMicros: dollars(0) }, unpriced)).toBeNull();
    expect(seriesDifference(series, unpriced)).toBe("+$6.00");
    expect(
      seriesDifference({ ...series, totalUsdMicros: dollars(0) }, { ...costs, unpricedClusterHours: 1 }),
    ).toBeNull();
  });
});
