import { describe, expect, it } from "vitest";
import { exampleReading } from "@/lib/testing/example-reading";
import type { FleetReading } from "../providers/spec";
import { type Tracked, trackClusters, trackDetails } from "./track-clusters";

const nothing: Tracked = { clusters: new Map(), gone: new Map() };
const fleetOf = (...clusters: FleetReading["clusters"]): FleetReading => ({
  clusters,
  unreadable: [],
  warnings: [],
  complete: true,
});
const MINUTE = 60_000;

function poll(previous: Tracked, times: number, fleet: FleetReading, from: number): Tracked {
  let tracked = previous;
  for (let index = 0; index < times; index++) tracked = trackClusters(tracked, fleet, from + index * MINUTE);
  return tracked;
}

describe("a cluster the list no longer names", () => {
  const seen = trackClusters(nothing, fleetOf(exampleReading()), 0);

  it("stays, ageing, for two complete polls", () => {
    const tracked = poll(seen, 2, fleetOf(), MINUTE);
    expect(tracked.clusters.get("c1")).toMatchObject({ observedAt: 0, missed: { polls: 2, since: MINUTE } });
    expect(tracked.clusters.get("c1")?.reading.status).toBe("running");
  });

  it("is gone at the third, terminated at the first of the three, and bills nothing", () => {
    const tracked = poll(seen, 3, fleetOf(), MINUTE);
    expect(tracked.clusters.size).toBe(0);
    expect(tracked.gone.get("c1")).toMatchObject({
      statusSince: MINUTE,
      reading: {
        status: "terminated",
        terminatedAt: MINUTE,
        rate: { usdMicrosPerHour: 0, billing: "none" },
        connectionDetails: null,
      },
    });
  });

  it("is never removed by partial lists", () => {
    const tracked = poll(seen, 10, { ...fleetOf(), complete: false }, MINUTE);
    expect(tracked.clusters.get("c1")?.missed).toBeNull();
  });

  it("starts its count again when it comes back, even after it was gone", () => {
    const back = trackClusters(poll(seen, 3, fleetOf(), MINUTE), fleetOf(exampleReading()), 9 * MINUTE);
    expect(back.gone.size).toBe(0);
    expect(back.clusters.get("c1")?.missed).toBeNull();
  });

  it("is remembered for 30 days", () => {
    const gone = poll(seen, 3, fleetOf(), MINUTE);
    const days = (count: number) => trackClusters(gone, fleetOf(), MINUTE + count * 24 * 60 * MINUTE).gone.size;
    expect([days(29), days(30)]).toEqual([1, 0]);
  });
});

describe("an unreadable item", () => {
  const unreadable = { ...fleetOf(), unreadable: [{ id: "c1", problem: "unexpected status" }] };

  it("is shown as unknown by its id when it was never read", () => {
    const cluster = trackClusters(nothing, unreadable, 0).clusters.get("c1");
    expect(cluster?.reading).toMatchObject({ name: "c1", status: "unknown", health: "unknown", nodes: null });
  });

  it("keeps the facts of an earlier reading, but not its health", () => {
    const seen = trackClusters(nothing, fleetOf(exampleReading()), 0);
    const cluster = trackClusters(seen, unreadable, MINUTE).clusters.get("c1");
    expect(cluster?.reading).toMatchObject({ name: "train-1", gpuModel: "H100", status: "unknown", health: "unknown" });
  });
});

describe("the time of a status", () => {
  const seen = trackClusters(nothing, fleetOf(exampleReading()), 10 * MINUTE);
  const changedAt = (statusSince: number | null) =>
    trackClusters(seen, fleetOf(exampleReading({ status: "error", statusSince })), 11 * MINUTE).clusters.get("c1")
      ?.statusSince;

  it("is the first reading's, or the provider's own if it lies before", () => {
    expect(seen.clusters.get("c1")?.statusSince).toBe(10 * MINUTE);
    const said = trackClusters(nothing, fleetOf(exampleReading({ statusSince: MINUTE })), 10 * MINUTE);
    expect(said.clusters.get("c1")?.statusSince).toBe(MINUTE);
  });

  it("of a running cluster may come from when it became active, or from its first details", () => {
    const active = trackClusters(nothing, fleetOf(exampleReading({ activeAt: MINUTE })), 10 * MINUTE);
    expect(active.clusters.get("c1")?.statusSince).toBe(MINUTE);
    const listed = trackClusters(nothing, fleetOf(exampleReading({ depth: "summary" })), 10 * MINUTE).clusters.get(
      "c1",
    );
    const first = listed && trackDetails(listed, exampleReading({ statusSince: MINUTE }), 10 * MINUTE + 1);
    expect(first?.statusSince).toBe(MINUTE);
    const second = first && trackDetails(first, exampleReading({ statusSince: 0 }), 11 * MINUTE);
    expect(second?.statusSince).toBe(MINUTE);
  });

  it("of a change is the provider's own only between the two readings", () => {
    expect(changedAt(10.5 * MINUTE)).toBe(10.5 * MINUTE);
    expect([changedAt(null), changedAt(MINUTE), changedAt(99 * MINUTE)]).toEqual([
      11 * MINUTE,
      11 * MINUTE,
      11 * MINUTE,
    ]);
  });

  it("may be older if only our first reading is known, until the status changes", () => {
    const mayBeOlder = (fleet: typeof seen | undefined) => fleet?.clusters.get("c1")?.statusMayBeOlder;
    expect(mayBeOlder(seen)).toBe(true);
    expect(mayBeOlder(trackClusters(seen, fleetOf(exampleReading()), 20 * MINUTE))).toBe(true);
    expect(mayBeOlder(trackClusters(seen, fleetOf(exampleReading({ status: "error" })), 20 * MINUTE))).toBe(false);
    const said = trackClusters(nothing, fleetOf(exampleReading({ statusSince: MINUTE })), 10 * MINUTE);
    expect(mayBeOlder(said)).toBe(false);
  });

  it("is known once the first details say it", () => {
    const summary = exampleReading({ depth: "summary" });
    const listed = trackClusters(nothing, fleetOf(summary), 10 * MINUTE).clusters.get("c1");
    const told = listed && trackDetails(listed, exampleReading({ statusSince: MINUTE }), 11 * MINUTE);
    expect(told?.statusMayBeOlder).toBe(false);
    const untold = listed && trackDetails(listed, exampleReading(), 11 * MINUTE);
    expect(untold).toMatchObject({ statusSince: 10 * MINUTE, statusMayBeOlder: true });
  });

  it("does not move while the status stays", () => {
    const later = trackClusters(seen, fleetOf(exampleReading()), 20 * MINUTE);
    expect(later.clusters.get("c1")?.statusSince).toBe(10 * MINUTE);
  });
});

describe("details", () => {
  const summary = exampleReading({ depth: "summary", health: "unknown", nodes: null, gpuCount: null });
  const listed = trackClusters(nothing, fleetOf(summary), 0);
  const details = exampleReading({
    status: "degraded",
    health: "degraded",
    healthReasons: ["node-2: failed"],
    gpuCount: 16,
  });
  const known = listed.clusters.get("c1");
  const detailed = known && trackDetails(known, details, 1_000);
  const withDetails = { ...listed, clusters: new Map(detailed ? [["c1", detailed]] : []) };

  it("complete later summaries with the same provider status", () => {
    const next = trackClusters(withDetails, fleetOf(summary), MINUTE).clusters.get("c1");
    expect(next?.reading).toMatchObject({ status: "degraded", health: "degraded", gpuCount: 16, nodes: details.nodes });
    expect(next?.observedAt).toBe(MINUTE);
  });

  it("say nothing about health, nodes and price once the provider status has changed", () => {
    const stopped = {
      ...summary,
      status: "stopped",
      providerStatus: "STOPPED",
      rate: { ...summary.rate, usdMicrosPerHour: null },
    } as const;
    const next = trackClusters(withDetails, fleetOf(stopped), MINUTE).clusters.get("c1");
    expect(next?.reading).toMatchObject({ status: "stopped", health: "unknown", nodes: null, gpuCount: 16 });
    expect(next?.reading.rate.usdMicrosPerHour).toBeNull();
  });
});
