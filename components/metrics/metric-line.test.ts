import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_POINTS } from "@/lib/domain/cluster/metrics";
import { thinPoints } from "@/lib/domain/cluster/thin-points";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { metricLine } from "./metric-line";

const FROM = Date.UTC(2026, 10, 20, 14);
const span = { from: FROM, to: FROM + HOUR_MS };
const week = { from: FROM, to: FROM + 168 * HOUR_MS };
const pointsEvery = (stepMs: number, { from, to } = span) =>
  Array.from({ length: Math.floor((to - from) / stepMs) + 1 }, (_, index): [string, number] => [
    new Date(from + index * stepMs).toISOString(),
    index,
  ]);

describe("the line of a metric", () => {
  it.each([
    ["every 15 s", pointsEvery(15_000), span],
    ["every 5 min", pointsEvery(300_000), span],
    ["every 15 s for a week", pointsEvery(15_000, week), week],
  ])("has no gap where it was measured %s", (_, points, window) => {
    expect(metricLine(points, window).gaps).toEqual([]);
  });

  it("has no gap where the server thinned a line that only rises", () => {
    const points = pointsEvery(15_000, week).map(([at, value]): [number, number] => [Date.parse(at), value]);
    const thinned = thinPoints(points, MAX_POINTS).map(([at, value]): [string, number] => [
      new Date(at).toISOString(),
      value,
    ]);
    expect(metricLine(thinned, week).gaps).toEqual([]);
  });

  it("is interrupted where nothing was measured, at its start and its end as well", () => {
    const minute = (at: number) => FROM + at * 60_000;
    const points = pointsEvery(15_000).filter(([at]) => {
      const time = Date.parse(at);
      return (time >= minute(10) && time <= minute(20)) || (time >= minute(30) && time <= minute(50));
    });
    const { rows, gaps } = metricLine(points, span);
    expect(gaps).toEqual([
      { from: minute(0), to: minute(10) },
      { from: minute(20), to: minute(30) },
      { from: minute(50), to: minute(60) },
    ]);
    expect(rows.filter(({ value }) => value === null).map(({ at }) => at)).toEqual([5, 25, 55].map(minute));
  });

  it("is one gap where there is no point", () => {
    expect(metricLine([], span).gaps).toEqual([span]);
  });

  it("stays drawable and keeps its peak, however long the answer is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 10_000 }), fc.nat(), (count, place) => {
        const peak = place % count;
        const points = Array.from({ length: count }, (_, index): [string, number] => [
          new Date(FROM + (index * HOUR_MS) / count).toISOString(),
          index === peak ? 1_000 : index % 7,
        ]);
        const { rows, gaps } = metricLine(points, span);
        expect(rows.length - gaps.length).toBeLessThanOrEqual(MAX_POINTS);
        expect(rows.some(({ value }) => value === 1_000)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("leaves out what lies outside its window", () => {
    const { rows } = metricLine([["2020-01-01T00:00:00.000Z", 5], ...pointsEvery(15_000)], span);
    expect(rows[0]).toEqual({ at: FROM, value: 0 });
  });
});
