import { expect, test } from "vitest";
import { exampleAccount, exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { stableFleet } from "../stable-fleet";
import { freshnessesAt } from "./freshnesses";

const readAt = Date.parse(exampleCluster.observedAt);
const intervalMs = exampleAccount.pollIntervalMs;
const fleet = stableFleet(
  undefined,
  exampleFleet({ clusters: [exampleCluster, { ...exampleCluster, id: "gone", status: "terminated" }] }),
);

test("every reading becomes late, then stale, even if no answer arrives", () => {
  expect(freshnessesAt(fleet, readAt + 2 * intervalMs).freshnesses.get(exampleCluster.id)).toBe("fresh");
  expect(freshnessesAt(fleet, readAt + 2 * intervalMs + 1).freshnesses.get(exampleCluster.id)).toBe("late");
  expect(freshnessesAt(fleet, readAt + 5 * intervalMs + 1).freshnesses.get(exampleCluster.id)).toBe("stale");
});

test("a terminated cluster does not age", () => {
  expect(freshnessesAt(fleet, readAt + 100 * intervalMs).freshnesses.get("gone")).toBe("fresh");
});

test("a cluster of an account that is not listed counts as stale, not as fresh", () => {
  const orphaned = stableFleet(undefined, exampleFleet({ accounts: [] }));
  expect(freshnessesAt(orphaned, readAt + 1_000).freshnesses.get(exampleCluster.id)).toBe("stale");
});

test("the result is the same object while no freshness changes, so that nothing renders again", () => {
  const first = freshnessesAt(fleet, readAt).freshnesses;
  expect(freshnessesAt(fleet, readAt + 1_000, first).freshnesses).toBe(first);
  expect(freshnessesAt(fleet, readAt + 3 * intervalMs, first).freshnesses).not.toBe(first);
});

test("the result is valid until the first reading becomes late or stale", () => {
  const lateAt = readAt + 2 * intervalMs + 1;
  const staleAt = readAt + 5 * intervalMs + 1;
  expect(freshnessesAt(fleet, readAt).until).toBe(lateAt);
  expect(freshnessesAt(fleet, lateAt).until).toBe(staleAt);
  expect(freshnessesAt(fleet, staleAt).until).toBe(Number.POSITIVE_INFINITY);
});
