import { expect, it } from "vitest";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { exampleReading } from "@/lib/testing/example-reading";
import { initialSnapshot } from "./initial-snapshot";
import { withoutFuture } from "./without-future";

const NOW = 1_000_000_000;
const AHEAD = NOW + 31 * 24 * 3_600_000;
const empty = initialSnapshot({
  ...{ id: "acme", label: "Acme", pollIntervalMs: 15_000 },
  provider: { id: "acme", label: "Acme" },
});

function snapshotReadAt(at: number) {
  const cluster = {
    ...{ reading: exampleReading(), observedAt: at, statusSince: at, statusMayBeOlder: false },
    missed: { polls: 1, since: at },
    details: { reading: exampleReading(), readAt: at },
  };
  return { ...empty, lastSuccessAt: at, lastAttemptAt: at, clusters: new Map([["c1", cluster]]) };
}

it("lets a reading dated in the future by a clock that was ahead grow old from now on", () => {
  const snapshot = withoutFuture(snapshotReadAt(AHEAD), NOW);
  expect(snapshot).toEqual(snapshotReadAt(NOW));
  expect(freshnessOf(snapshot.lastSuccessAt, NOW + 3_600_000, 15_000)).toBe("stale");
});

it("leaves a snapshot from the past alone", () => {
  const snapshot = snapshotReadAt(NOW - 5);
  expect(withoutFuture(snapshot, NOW)).toBe(snapshot);
});
