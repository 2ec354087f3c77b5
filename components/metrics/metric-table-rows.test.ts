import { expect, it } from "vitest";
import { metricTableRows } from "./metric-table-rows";

it("says how far each line went in each stretch, newest first, and where nothing was measured", () => {
  const at = (minute: number) => Date.UTC(2026, 10, 20, 14, minute);
  const line = (key: string, points: [minute: number, value: number][]) => ({
    ...{ key, label: key, unit: null },
    points: points.map(([minute, value]): [string, number] => [new Date(at(minute)).toISOString(), value]),
  });
  const series = [
    line("a", [
      [1, 5],
      [4, 2],
      [5, 9],
    ]),
    line("b", [[4, 1]]),
  ];
  const rows = metricTableRows(series, { from: at(0), to: at(60) }, "1h");
  expect(rows).toHaveLength(12);
  expect(rows.slice(-3)).toEqual([
    { from: at(10), extremes: [null, null] },
    { from: at(5), extremes: [{ lowest: 9, highest: 9 }, null] },
    {
      from: at(0),
      extremes: [
        { lowest: 2, highest: 5 },
        { lowest: 1, highest: 1 },
      ],
    },
  ]);
});
