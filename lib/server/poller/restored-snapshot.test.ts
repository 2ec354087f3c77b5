import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { exampleReading } from "@/lib/testing/example-reading";
import { initialSnapshot } from "./initial-snapshot";
import { restoredSnapshot } from "./restored-snapshot";
import { trackClusters } from "./track-clusters";

const initial = initialSnapshot({
  id: "acme",
  label: "Acme",
  provider: { id: "acme", label: "Acme" },
  pollIntervalMs: 15_000,
});
const stored = {
  accountId: "acme",
  reading: exampleReading(),
  observedAt: 9_000,
  statusSince: 5_000,
  statusMayBeOlder: false,
  goneAt: null,
};

it("shows what the last process knew, with its age", () => {
  const snapshot = restoredSnapshot(initial, [stored]);
  expect(snapshot).toMatchObject({ state: "starting", lastSuccessAt: 9_000 });
  expect(snapshot.clusters.get("c1")).toMatchObject({
    observedAt: 9_000,
    statusSince: 5_000,
    statusMayBeOlder: false,
    missed: null,
  });
});

it("trusts the provider if it says that a status is older than the history", () => {
  const snapshot = restoredSnapshot(initial, [
    { ...stored, reading: exampleReading({ activeAt: 1_000 }), statusMayBeOlder: true },
  ]);
  expect(snapshot.clusters.get("c1")).toMatchObject({ statusSince: 1_000, statusMayBeOlder: false });
});

it("still says if a status may be older than the history", () => {
  const snapshot = restoredSnapshot(initial, [{ ...stored, statusMayBeOlder: true }]);
  expect(snapshot.clusters.get("c1")).toMatchObject({ statusSince: 5_000, statusMayBeOlder: true });
});

it("lets a stored summary stand in for its details", () => {
  const reading = exampleReading({ depth: "summary" });
  const snapshot = restoredSnapshot(initial, [{ ...stored, reading }]);
  expect(snapshot.clusters.get("c1")?.details).toEqual({ reading, readAt: 9_000, isRestored: true });
});

it("still knows clusters that have gone, and leaves other accounts' clusters alone", () => {
  const gone = { ...stored, goneAt: 8_000 };
  const other = { ...stored, accountId: "other" };
  const snapshot = restoredSnapshot(initial, [gone, other]);
  expect(snapshot.clusters.size).toBe(0);
  expect(snapshot.gone.get("c1")?.reading).toMatchObject({ status: "terminated", terminatedAt: 8_000 });
});

describe("when the store is opened late, after polls", () => {
  const polled = (readings: ClusterReading[], at: number) => ({
    ...initial,
    ...trackClusters(initial, { clusters: readings, unreadable: [], warnings: [], complete: true }, at),
    state: "ok" as const,
    lastSuccessAt: at,
  });

  it("leaves what was read since the start as it is, with a status that continues from before", () => {
    const live = polled([exampleReading({ name: "renamed" })], 20_000);
    const snapshot = restoredSnapshot(live, [{ ...stored, statusMayBeOlder: true }]);
    expect(snapshot).toMatchObject({ state: "ok", lastSuccessAt: 20_000 });
    expect(snapshot.clusters.get("c1")).toMatchObject({
      ...{ reading: { name: "renamed" }, observedAt: 20_000, statusSince: 5_000, statusMayBeOlder: true },
    });
  });

  it("takes the earlier of two moments at which a status had begun, unless it saw it begin", () => {
    const live = polled([exampleReading({ statusBeganBy: 2_000 })], 20_000);
    const continued = (statusMayBeOlder: boolean) =>
      restoredSnapshot(live, [{ ...stored, statusMayBeOlder }]).clusters.get("c1");
    expect(continued(true)).toMatchObject({ statusSince: 2_000, statusMayBeOlder: true });
    expect(continued(false)).toMatchObject({ statusSince: 5_000, statusMayBeOlder: false });
  });

  it("dates a status that changed in the meantime by the first reading of it", () => {
    const live = polled([exampleReading({ status: "error" })], 20_000);
    expect(restoredSnapshot(live, [stored]).clusters.get("c1")).toMatchObject({
      ...{ statusSince: 20_000, statusMayBeOlder: false },
    });
  });

  it("keeps a change that it saw itself, back to the status from before", () => {
    const first = polled([exampleReading({ status: "error" })], 20_000);
    const back = trackClusters(
      first,
      { clusters: [exampleReading()], unreadable: [], warnings: [], complete: true },
      30_000,
    );
    expect(restoredSnapshot({ ...first, ...back }, [stored]).clusters.get("c1")).toMatchObject({ statusSince: 30_000 });
  });

  it("counts polls without a cluster from now on until it is gone, and does not bring back clusters that are", () => {
    const empty = { clusters: [], unreadable: [], warnings: [], complete: true };
    let snapshot = restoredSnapshot(polled([], 20_000), [stored]);
    expect(snapshot.clusters.get("c1")).toMatchObject({ observedAt: 9_000, missed: null });
    for (const at of [30_000, 40_000, 50_000]) snapshot = { ...snapshot, ...trackClusters(snapshot, empty, at) };
    expect(snapshot.gone.get("c1")?.reading).toMatchObject({ terminatedAt: 30_000 });
    expect(restoredSnapshot(snapshot, [stored]).clusters.size).toBe(0);
  });

  it("shows a cluster as present if the store recorded it as gone but a poll has listed it", () => {
    const snapshot = restoredSnapshot(polled([exampleReading()], 20_000), [{ ...stored, goneAt: 8_000 }]);
    expect([snapshot.clusters.size, snapshot.gone.size]).toEqual([1, 0]);
  });
});
