import { expect, it } from "vitest";
import { timelineSchema } from "@/lib/contract/timeline";
import type { ClusterEvent } from "@/lib/domain/cluster/cluster-event";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { createWatchFold } from "@/lib/domain/time/watch";
import { stateAt } from "@/lib/testing/watched-schedule";
import type { StoredTimeline } from "../../history/read/read-timeline";
import { timelineView } from "./timeline-view";

const T = Date.UTC(2026, 9, 24);
const row = (startedAt: number, endedAt: number | null, usd: number | null) => ({
  ...stateAt(usd === null ? null : usdMicrosPerHour(usd * 1_000_000)),
  startedAt: T + startedAt,
  endedAt: endedAt === null ? null : T + endedAt,
  startErrorMs: 0,
  endErrorMs: 0,
});
const run = (startedAt: number, lastAt: number) => {
  return { accountId: "shade", startedAt: T + startedAt, lastAt: T + lastAt, pollIntervalMs: 15_000 };
};
const window = { from: T + 100_000, to: T + 2_000_000 };
const fold = createWatchFold([window], window.to);
for (const one of [run(0, 300_000), run(600_000, 1_990_000)]) fold.add(one);
const stored: StoredTimeline = {
  rows: [row(0, 400_000, 19.92), row(400_000, 900_000, 21.4), row(1_200_000, null, null)],
  nodes: [{ id: "n1", name: "node 1", rows: [row(0, 900_000, 0)] }],
  watch: fold.watches()[0] ?? null,
  isCut: false,
  areNodesCut: false,
};
const view = (withNodes: boolean, events: readonly ClusterEvent[] = []) =>
  timelineView(stored, window, { withNodes, told: { events, problem: null } });
const times = (intervals: { from: string; to: string; observed: boolean }[]) =>
  intervals.map(({ from, to, observed }) => [Date.parse(from) - T, Date.parse(to) - T, observed]);

it("cuts intervals to the window, to now, and where nobody watched", () => {
  expect(times(view(false).intervals)).toEqual([
    [100_000, 300_000, true],
    [300_000, 400_000, false],
    [400_000, 600_000, false],
    [600_000, 900_000, true],
    [1_200_000, 2_000_000, true],
  ]);
});

it("says in words what changed", () => {
  expect(view(false).events.map(({ at, text }) => [Date.parse(at) - T, text])).toEqual([
    [400_000, "Rate $19.92 → $21.40 per hour"],
    [900_000, "Ended"],
    [1_200_000, "Appeared: running"],
  ]);
});

it("merges in the provider's own events, if they are inside the window", () => {
  const events = [99_999, 850_000, 2_000_001].map((at) => ({ at: T + at, text: `event ${at}` }));
  expect(view(false, events).events.map(({ text }) => text)).toEqual([
    "Rate $19.92 → $21.40 per hour",
    "event 850000",
    "Ended",
    "Appeared: running",
  ]);
});

it("gives the nodes' own intervals if they are requested", () => {
  expect(view(false).nodes).toBeUndefined();
  expect(view(true).nodes).toMatchObject([{ id: "n1", name: "node 1" }]);
  expect(times(view(true).nodes?.[0]?.intervals ?? [])).toHaveLength(3);
});

it("is what the contract says", () => {
  expect(timelineSchema.parse(view(true))).toEqual(view(true));
});
