import { describe, expect, it } from "vitest";
import type { StateInterval } from "@/lib/contract/timeline";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { timelineSpans } from "./timeline-span";

const iso = (at: number) => new Date(at).toISOString();

function interval(from: number, to: number, change: Partial<StateInterval> = {}): StateInterval {
  return {
    from: iso(from),
    to: iso(to),
    status: "running",
    health: "healthy",
    usdMicrosPerHour: usdMicrosPerHour(1),
    billing: "full",
    observed: true,
    ...change,
  };
}

describe("a timeline", () => {
  it("says that nothing is known where there is no interval", () => {
    const spans = timelineSpans([interval(20, 40), interval(60, 80)], { from: 0, to: 100 });
    expect(spans.map(({ from, to, words }) => [from, to, words])).toEqual([
      [0, 20, "No data"],
      [20, 40, "Running"],
      [40, 60, "No data"],
      [60, 80, "Running"],
      [80, 100, "No data"],
    ]);
  });

  it("tells a time when nobody watched from one that was observed", () => {
    const [seen, unseen] = timelineSpans([interval(0, 50), interval(50, 100, { observed: false })], {
      from: 0,
      to: 100,
    });
    expect(seen).toMatchObject({ observed: true, words: "Running" });
    expect(unseen).toMatchObject({ observed: false, words: "Not watched: running before and after" });
  });

  it("joins intervals that look alike, but not across a change of price", () => {
    const dearer = { usdMicrosPerHour: usdMicrosPerHour(2) };
    const spans = timelineSpans([interval(0, 30), interval(30, 60), interval(60, 100, dearer)], { from: 0, to: 100 });
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      [0, 60],
      [60, 100],
    ]);
  });

  it("is cut to its window", () => {
    const spans = timelineSpans([interval(-50, 500)], { from: 0, to: 100 });
    expect(spans.map(({ from, to }) => [from, to])).toEqual([[0, 100]]);
  });
});
