import { describe, expect, it } from "vitest";
import { wallPath } from "./wall-url";

const usual = { views: null, dwell: 30, theme: "dark", scale: 1, zone: null, dim: null } as const;

describe("wallPath", () => {
  it("leaves out every setting that has its usual value", () => {
    expect(wallPath(usual)).toBe("/wall");
  });

  it("contains every other setting, so that a screen that opens it shows exactly that", () => {
    const path = wallPath({
      views: ["fleet", "costs"],
      dwell: 40,
      theme: "light",
      scale: 1.2,
      zone: "Europe/Berlin",
      dim: { fromHour: 22, toHour: 7 },
    });
    expect(path).toBe("/wall?views=fleet,costs&dwell=40&theme=light&scale=1.2&zone=Europe/Berlin&dim=22-7");
  });
});
