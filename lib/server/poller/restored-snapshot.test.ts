import { expect, it } from "vitest";
import { exampleReading } from "@/lib/domain/example-reading";
import { initialSnapshot } from "./initial-snapshot";
import { restoredSnapshot } from "./restored-snapshot";

const initial = initialSnapshot({
  id: "acme",
  label: "Acme",
  provider: { id: "acme", label: "Acme" },
  pollIntervalMs: 15_000,
});
const stored = {
  connectionId: "acme",
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

it("takes the provider's word for a status that is older than the history", () => {
  const snapshot = restoredSnapshot(initial, [
    { ...stored, reading: exampleReading({ activeAt: 1_000 }), statusMayBeOlder: true },
  ]);
  expect(snapshot.clusters.get("c1")).toMatchObject({ statusSince: 1_000, statusMayBeOlder: false });
});

it("still says where a status may be older than the history", () => {
  const snapshot = restoredSnapshot(initial, [{ ...stored, statusMayBeOlder: true }]);
  expect(snapshot.clusters.get("c1")).toMatchObject({ statusSince: 5_000, statusMayBeOlder: true });
});

it("lets a stored summary stand in for its details", () => {
  const reading = exampleReading({ depth: "summary" });
  const snapshot = restoredSnapshot(initial, [{ ...stored, reading }]);
  expect(snapshot.clusters.get("c1")?.details).toEqual({ reading, readAt: 9_000 });
});

it("still answers for what has gone, and leaves other connections' clusters alone", () => {
  const gone = { ...stored, goneAt: 8_000 };
  const other = { ...stored, connectionId: "other" };
  const snapshot = restoredSnapshot(initial, [gone, other]);
  expect(snapshot.clusters.size).toBe(0);
  expect(snapshot.gone.get("c1")?.reading).toMatchObject({ status: "terminated", terminatedAt: 8_000 });
});
