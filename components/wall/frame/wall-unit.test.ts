import { describe, expect, it } from "vitest";
import { pictureUnit, unitOf } from "./wall-unit";

describe("unitOf", () => {
  it("is a hundredth of the screen's height, times the scale in the URL", () => {
    expect(unitOf({ width: 1_920, height: 1_080 }, 1)).toBeCloseTo(10.8);
    expect(unitOf({ width: 1_920, height: 1_080 }, 2)).toBeCloseTo(21.6);
    expect(unitOf({ width: 1_080, height: 1_920 }, 1)).toBeCloseTo(19.2);
  });

  it("is enlarged no further than a portrait screen has room for", () => {
    expect(unitOf({ width: 1_080, height: 1_920 }, 2)).toBeCloseTo(1_080 / 46);
  });
});

describe("pictureUnit", () => {
  const lying = { width: 1_920, height: 1_080 };
  const upright = { width: 1_080, height: 1_920 };

  it("is the screen's own if nothing takes up part of its height", () => {
    for (const screen of [lying, upright]) {
      for (const scale of [1, 1.3, 2])
        expect(pictureUnit(screen, screen.height, scale)).toBeCloseTo(unitOf(screen, scale));
    }
  });

  it("gives up the scale for a banner, but never the smallest type if the screen has room for it", () => {
    expect(pictureUnit(lying, 800, 2)).toBeCloseTo(16);
    expect(pictureUnit(lying, 800, 1)).toBeCloseTo(10.8);
    expect(pictureUnit(upright, 1_860, 1)).toBeCloseTo(19.2);
    expect(pictureUnit(upright, 1_440, 1)).toBeCloseTo(15);
    expect(pictureUnit(upright, 1_440, 2)).toBeCloseTo((1_080 / 46) * 0.75);
  });
});
