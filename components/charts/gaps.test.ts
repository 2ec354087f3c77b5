import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { costsOf, DAY, iso } from "@/lib/testing/example-costs";
import { gapSentences, gapsIn } from "./gaps";

describe("gaps", () => {
  const costs = costsOf({
    gaps: [
      { from: iso(0), to: iso(2), label: "Prime" },
      { from: iso(1), to: iso(3), label: "Shadeform" },
    ],
  });

  it("that meet become one", () => {
    expect(gapsIn(costs, { from: DAY, to: DAY + DAY_MS })).toEqual([{ from: DAY, to: DAY + 3 * HOUR_MS }]);
  });

  it("are named for each account that was not read", () => {
    expect(gapSentences(costs, { from: DAY + HOUR_MS, to: DAY + 2 * HOUR_MS })).toEqual([
      "No data from Prime for 1 h.",
      "No data from Shadeform for 1 h.",
    ]);
    expect(gapSentences(costs, { from: DAY + 4 * HOUR_MS, to: DAY + 5 * HOUR_MS })).toEqual([]);
  });
});
