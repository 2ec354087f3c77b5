import { describe, expect, it } from "vitest";
import { type FirstContent, firstLayout } from "./first-layout";

const content = (change: Partial<FirstContent>): FirstContent => ({
  view: "fleet",
  headline: ["2 clusters need attention", "6 of 6 reporting"],
  readings: 6,
  problems: 2,
  scale: 1,
  showsCosts: true,
  ...change,
});

describe("the layout of the first picture", () => {
  it("is that of the wall: tiles for all, while there is room for them", () => {
    const { grid, shown, beside, headline } = firstLayout(content({}), [16, 9]);
    expect(grid).toMatchObject({ kind: "big", columns: 3, rows: 2 });
    expect({ shown, beside, headline }).toMatchObject({ shown: 6, beside: null, headline: { size: 11 } });
  });

  it("keeps a place for the map of a crowded fleet, beside its problems or above them", () => {
    const crowded = content({ readings: 500, problems: 40 });
    expect(firstLayout(crowded, [16, 9])).toMatchObject({ beside: { side: "right", size: 62 }, grid: { columns: 1 } });
    expect(firstLayout(crowded, [9, 16])).toMatchObject({ beside: { side: "bottom" }, grid: { columns: 1 } });
  });

  it("counts the problems for which there is no room", () => {
    const { shown, more } = firstLayout(content({ readings: 500, problems: 40 }), [16, 9]);
    expect(shown).toBeGreaterThan(2);
    expect(shown + more).toBe(40);
  });

  it("writes the headline smaller on a narrow screen", () => {
    expect(firstLayout(content({}), [9, 16]).headline.size).toBeLessThan(9);
  });

  it("shows no tiles in a view that has none", () => {
    expect(firstLayout(content({ view: "costs", problems: 0 }), [16, 9])).toMatchObject({ shown: 0, more: 0 });
  });
});
