import { describe, expect, it } from "vitest";
import { axisMarks, chartPlot } from "./chart-plot";

describe("chartPlot", () => {
  it("names parts beside the plot of a wide chart, with each figure on its own line while there is room", () => {
    expect(chartPlot({ width: 170, height: 60 }, 4, 6).labels).toEqual({ isBeside: true, isRoomy: true, height: 10 });
    expect(chartPlot({ width: 170, height: 60 }, 7, 6).labels).toEqual({ isBeside: true, isRoomy: false, height: 4 });
  });

  it("names them below the plot of a narrow one", () => {
    const { labels, top, height } = chartPlot({ width: 53, height: 40 }, 3, 6);
    expect(labels.isBeside).toBe(false);
    expect(top + height + 5 + 3 * labels.height).toBe(40);
  });

  it("leaves room for the longest mark of its axis", () => {
    const marksWidth = 14;
    const { left, width } = chartPlot({ width: 170, height: 60 }, 4, marksWidth);
    expect(left).toBeGreaterThan(marksWidth);
    expect(left + width).toBe(
      chartPlot({ width: 170, height: 60 }, 4, 1).width + chartPlot({ width: 170, height: 60 }, 4, 1).left,
    );
  });

  it("leaves out labels, then times, before the plot becomes too low to read", () => {
    expect(chartPlot({ width: 53, height: 28 }, 3, 6)).toMatchObject({ hasLabels: true, hasTimes: true });
    expect(chartPlot({ width: 53, height: 24 }, 3, 6)).toMatchObject({ hasLabels: false, hasTimes: true, height: 17 });
    expect(chartPlot({ width: 53, height: 8 }, 3, 6)).toMatchObject({ hasLabels: false, hasTimes: false, height: 4 });
  });

  it("never has a negative size", () => {
    expect(chartPlot({ width: 5, height: 1 }, 7, 6)).toMatchObject({ width: 0, height: 0 });
  });
});

describe("axisMarks", () => {
  it("are all marks that fit, or the two ends, or one of them", () => {
    expect(axisMarks([0, 5, 10], 20)).toEqual([0, 5, 10]);
    expect(axisMarks([0, 5, 10], 10)).toEqual([0, 10]);
    expect(axisMarks([0, 5, 10], 4)).toEqual([10]);
  });
});
