import { describe, expect, it } from "vitest";
import type { ClusterReading, ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
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

describe("a cluster from the future", () => {
  it("has no times that lie ahead of the clock, and has lasted since it was first read, or longer", () => {
    const ahead = 10 * MINUTE;
    const [node] = exampleReading().nodes ?? [];
    const reading = exampleReading({
      ...{ createdAt: ahead, activeAt: ahead, statusSince: ahead },
      ...(node && { nodes: [{ ...node, createdAt: ahead, readyAt: ahead }] }),
      alerts: [{ severity: "warning", title: "hot", since: ahead }],
    });
    const seen = trackClusters(nothing, fleetOf(reading), MINUTE).clusters.get("c1");
    expect(seen).toMatchObject({ statusSince: MINUTE, statusMayBeOlder: true });
    expect(JSON.stringify(seen)).not.toContain(String(ahead));
    const detailed = seen && trackDetails(seen, { ...reading, depth: "complete" }, 2 * MINUTE, reading);
    expect(JSON.stringify(detailed)).not.toContain(String(ahead));
    const ended = exampleReading({ status: "terminated", terminatedAt: ahead });
    expect(JSON.stringify([...trackClusters(nothing, fleetOf(ended), MINUTE).clusters])).not.toContain(String(ahead));
  });
});

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
    const first =
      listed && trackDetails(listed, exampleReading({ statusSince: MINUTE }), 10 * MINUTE + 1, listed.reading);
    expect(first?.statusSince).toBe(MINUTE);
    const second = first && trackDetails(first, exampleReading({ statusSince: 0 }), 11 * MINUTE, first.reading);
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

  it("goes back to when the provider last changed anything, and may still be older", () => {
    const first = trackClusters(nothing, fleetOf(exampleReading({ statusBeganBy: 2 * MINUTE })), 10 * MINUTE);
    expect(first.clusters.get("c1")).toMatchObject({ statusSince: 2 * MINUTE, statusMayBeOlder: true });
    const touched = trackClusters(first, fleetOf(exampleReading({ statusBeganBy: 10.5 * MINUTE })), 11 * MINUTE);
    expect(touched.clusters.get("c1")).toMatchObject({ statusSince: 2 * MINUTE, statusMayBeOlder: true });
    const late = trackClusters(seen, fleetOf(exampleReading({ statusBeganBy: 2 * MINUTE })), 11 * MINUTE);
    expect(late.clusters.get("c1")).toMatchObject({ statusSince: 2 * MINUTE, statusMayBeOlder: true });
    const said = exampleReading({ statusSince: 3 * MINUTE, statusBeganBy: 5 * MINUTE });
    expect(trackClusters(nothing, fleetOf(said), 10 * MINUTE).clusters.get("c1")).toMatchObject({
      ...{ statusSince: 3 * MINUTE, statusMayBeOlder: false },
    });
  });

  it.each<[string, Partial<ClusterReading>]>([
    ["lies in the future", { statusBeganBy: 99 * MINUTE }],
    ["lies before the cluster was created", { statusBeganBy: MINUTE, createdAt: 2 * MINUTE }],
    ["has never moved since then", { statusBeganBy: MINUTE, createdAt: MINUTE }],
  ])("is the first reading's where the provider's last change %s", (_, fields) => {
    const first = trackClusters(nothing, fleetOf(exampleReading(fields)), 10 * MINUTE);
    expect(first.clusters.get("c1")).toMatchObject({ statusSince: 10 * MINUTE, statusMayBeOlder: true });
  });

  it("of a change that we saw is the provider's last change only between the two readings", () => {
    const error = (statusBeganBy: number) =>
      trackClusters(seen, fleetOf(exampleReading({ status: "error", statusBeganBy })), 11 * MINUTE).clusters.get("c1");
    expect(error(10.5 * MINUTE)).toMatchObject({ statusSince: 10.5 * MINUTE, statusMayBeOlder: false });
    expect([error(9 * MINUTE), error(99 * MINUTE)].map((cluster) => cluster?.statusSince)).toEqual([
      11 * MINUTE,
      11 * MINUTE,
    ]);
  });

  it("may come from the last change that the details name", () => {
    const summary = exampleReading({ depth: "summary" });
    const listed = trackClusters(nothing, fleetOf(summary), 10 * MINUTE).clusters.get("c1");
    const told = listed && trackDetails(listed, exampleReading({ statusBeganBy: MINUTE }), 11 * MINUTE, summary);
    expect(told).toMatchObject({ statusSince: MINUTE, statusMayBeOlder: true });
  });

  it("is known once the first details say it", () => {
    const summary = exampleReading({ depth: "summary" });
    const listed = trackClusters(nothing, fleetOf(summary), 10 * MINUTE).clusters.get("c1");
    const told = listed && trackDetails(listed, exampleReading({ statusSince: MINUTE }), 11 * MINUTE, summary);
    expect(told?.statusMayBeOlder).toBe(false);
    const untold = listed && trackDetails(listed, exampleReading(), 11 * MINUTE, summary);
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
  const detailed = known && trackDetails(known, details, 1_000, summary);
  const withDetails = { ...listed, clusters: new Map(detailed ? [["c1", detailed]] : []) };

  it("complete later summaries with the same provider status", () => {
    const next = trackClusters(withDetails, fleetOf(summary), MINUTE).clusters.get("c1");
    expect(next?.reading).toMatchObject({ status: "degraded", health: "degraded", gpuCount: 16, nodes: details.nodes });
    expect(next?.observedAt).toBe(MINUTE);
  });

  it("that say less than the list erase nothing", () => {
    const region = { id: "us-west-2", label: "us-west-2" };
    const rate = exampleReading().rate;
    const full = exampleReading({ ...{ depth: "summary", name: "train-7", region, cloud: "aws", tags: ["a"], rate } });
    const less = exampleReading({
      ...{ name: "c1", region: null, cloud: null, gpuModel: null, gpuCount: null, tags: [], rate: UNKNOWN_RATE },
      ...{ status: "unknown", providerStatus: null, health: "unknown", healthReasons: ["It reports no status"] },
    });
    const before = trackClusters(nothing, fleetOf(full), 0);
    const known = before.clusters.get("c1") ?? expect.fail("expected the cluster");
    const after = trackDetails(known, less, 1_000, full);
    const next = trackClusters({ ...before, clusters: new Map([["c1", after]]) }, fleetOf(full), MINUTE);
    for (const tracked of [after, next.clusters.get("c1")]) {
      expect(tracked?.reading).toMatchObject({
        ...{ name: "train-7", region, cloud: "aws", gpuModel: "H100", gpuCount: 8, tags: ["a"], rate },
        ...{ status: "running", providerStatus: "active", health: "healthy", healthReasons: [], nodes: less.nodes },
      });
    }
  });

  it("give what the list leaves out, its name and its status included", () => {
    const less = exampleReading({
      ...{ depth: "summary", name: "c1", status: "unknown", providerStatus: null, health: "unknown", nodes: null },
      healthReasons: ["It reports no status"],
    });
    const before = trackClusters(nothing, fleetOf(less), 0);
    const known = before.clusters.get("c1") ?? expect.fail("expected the cluster");
    const after = trackDetails(known, exampleReading(), 1_000, less);
    const next = trackClusters({ ...before, clusters: new Map([["c1", after]]) }, fleetOf(less), MINUTE);
    expect(next.clusters.get("c1")?.reading).toMatchObject({
      ...{ name: "train-1", status: "running", providerStatus: "active", health: "healthy", healthReasons: [] },
    });
  });

  it("are not outdated by a status that is only written otherwise", () => {
    const shouted = trackClusters(withDetails, fleetOf({ ...summary, providerStatus: "ACTIVE" }), MINUTE);
    expect(shouted.clusters.get("c1")?.reading).toMatchObject({ status: "degraded", nodes: details.nodes });
  });

  it("leave no way into a machine that the list calls stopped since", () => {
    const connectionDetails: ConnectionDetails = {
      ssh: [{ nodeId: "n1", label: "node-1", host: "192.0.2.7", port: 22, user: "root" }],
      ...{ ports: [], links: [], kubernetes: null },
    };
    const known = listed.clusters.get("c1") ?? expect.fail("expected the cluster");
    const reached = trackDetails(known, { ...details, connectionDetails }, 1_000, summary);
    expect(reached.reading.connectionDetails?.ssh).toHaveLength(1);
    const stopped = exampleReading({ depth: "summary", status: "stopped", providerStatus: "stopped" });
    const next = trackClusters({ ...listed, clusters: new Map([["c1", reached]]) }, fleetOf(stopped), MINUTE);
    expect(next.clusters.get("c1")?.reading.connectionDetails).toBeNull();
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
