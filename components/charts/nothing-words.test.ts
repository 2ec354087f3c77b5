import { describe, expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { costsOf, iso, seriesOf, stepsOf } from "@/lib/testing/example-costs";
import { nothingWords } from "./nothing-words";

const dollars = (value: number) => usdMicros(value * 1_000_000);

describe("an empty range", () => {
  it("says why it is empty", () => {
    const priced = costsOf({ series: [seriesOf("a", [1])], totalUsdMicros: dollars(1), rate: stepsOf([[0, 1]]) });
    expect(nothingWords(priced)).toBeNull();
    expect(nothingWords(costsOf())).toBe("Nothing ran in this range.");
    expect(nothingWords(costsOf({ unpricedClusterHours: 9 }))).toContain("9 cluster hours without a price");
    expect(nothingWords(costsOf({ history: { since: iso(9), problem: null } }))).toContain("before history starts");
  });
});
