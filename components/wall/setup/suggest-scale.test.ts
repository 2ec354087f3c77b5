import { describe, expect, it } from "vitest";
import { scaleReason, suggestScale } from "./suggest-scale";

const tv = { diagonalInches: 55, width: 16, height: 9 };

describe("suggestScale", () => {
  it("leaves a screen as it is if its labels are large enough", () => {
    const suggestion = suggestScale({ ...tv, distanceM: 3 });
    expect(suggestion.scale).toBe(1);
    expect(scaleReason(suggestion, 3)).toBe(
      "From 3 m, letters should be 14 mm tall. Labels are 15 mm on this screen, which is enough.",
    );
  });

  it("enlarges what is seen from further away", () => {
    const suggestion = suggestScale({ ...tv, distanceM: 4 });
    expect(suggestion.scale).toBe(1.25);
    expect(suggestion.readToM).toBeGreaterThanOrEqual(4);
    expect(scaleReason(suggestion, 4)).toContain("so draw it 1.25 times as large.");
  });

  it("says from how far the screen can be read if no scale is enough", () => {
    const suggestion = suggestScale({ ...tv, diagonalInches: 24, distanceM: 6 });
    expect(suggestion.scale).toBe(2);
    expect(scaleReason(suggestion, 6)).toContain("labels are readable from at most 2.8 m.");
  });

  it("takes into account that a portrait screen is taller", () => {
    const upright = suggestScale({ ...tv, width: 9, height: 16, distanceM: 4 });
    expect(upright.scale).toBe(1);
  });

  it("suggests no larger scale than the screen's shape has room for", () => {
    expect(suggestScale({ ...tv, width: 9, height: 16, distanceM: 12 }).scale).toBe(1.2);
  });
});
