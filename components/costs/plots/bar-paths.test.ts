import { describe, expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { barPaths } from "./bar-paths";
import type { SpendBar } from "./spend-bars";

const bar = (spent: readonly number[], isRunning = false): SpendBar => ({
  from: 0,
  to: 1,
  spent: spent.map(usdMicros),
  total: usdMicros(spent.reduce((sum, amount) => sum + amount, 0)),
  observedShare: 1,
  isRunning,
});

describe("barPaths", () => {
  it("draws each part on top of those below it, and the bar that is not over separately", () => {
    expect(barPaths([bar([1, 2]), bar([2, 1], true)], { highest: 4, width: 100, height: 40 })).toEqual([
      { over: "M6 40V30h38V40Z", running: "M56 40V20h38V40Z" },
      { over: "M6 30V10h38V30Z", running: "M56 20V10h38V20Z" },
    ]);
  });

  it("leaves out what cost nothing", () => {
    expect(barPaths([bar([0, 4])], { highest: 4, width: 50, height: 40 })[0]).toEqual({ over: "", running: "" });
    expect(barPaths([], { highest: 4, width: 50, height: 40 })).toEqual([]);
  });

  it("draws every bar, however many share a pixel", () => {
    const [path] = barPaths(Array<SpendBar>(700).fill(bar([1])), { highest: 1, width: 350, height: 40 });
    expect(path?.over.match(/h0\.5V/g)).toHaveLength(700);
  });
});
