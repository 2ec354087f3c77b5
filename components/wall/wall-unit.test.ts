import { describe, expect, it } from "vitest";
import { unitOf } from "./wall-unit";

describe("unitOf", () => {
  it("is a hundredth of the screen's height, enlarged as it was asked for", () => {
    expect(unitOf({ width: 1_920, height: 1_080 }, 1)).toBeCloseTo(10.8);
    expect(unitOf({ width: 1_920, height: 1_080 }, 2)).toBeCloseTo(21.6);
    expect(unitOf({ width: 1_080, height: 1_920 }, 1)).toBeCloseTo(19.2);
  });

  it("is enlarged no further than an upright screen has room for", () => {
    expect(unitOf({ width: 1_080, height: 1_920 }, 2)).toBeCloseTo(1_080 / 42);
  });
});
