import fc from "fast-check";
import { expect, it } from "vitest";
import { nearestRow, rowStops } from "./metric-stops";

const span = { from: 1_000, to: 2_000 };

it("points at the row that is nearest", () => {
  const times = fc.uniqueArray(fc.integer({ min: 1_000, max: 2_000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(times, fc.integer({ min: 1_000, max: 2_000 }), (unordered, at) => {
      const rows = unordered.sort((one, other) => one - other).map((time) => ({ at: time, value: 1 }));
      const found = rows[nearestRow(rowStops(rows, span), at, span) ?? -1];
      const distances = rows.map((row) => Math.abs(row.at - at));
      expect(Math.abs((found?.at ?? Number.NaN) - at)).toBe(Math.min(...distances));
    }),
  );
});

it("points at nothing where there is nothing", () => {
  expect(nearestRow([], 1_500, span)).toBeNull();
});
