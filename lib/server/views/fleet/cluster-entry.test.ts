import { expect, it } from "vitest";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { exampleReading } from "@/lib/testing/example-reading";
import type { TrackedCluster } from "../../poller/account-snapshot";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { clusterEntry, createClusterEntries } from "./cluster-entry";
import type { HistorySummary } from "./history-summary";

const [AT, ID] = [Date.UTC(2026, 0, 1), "one~a"];
const provider = { id: "acme", label: "Acme" };
const snapshotOf = (id: string) => initialSnapshot({ id, label: "Acme", provider, pollIntervalMs: 15_000 });
const tracked: TrackedCluster = {
  reading: exampleReading({ providerClusterId: "a" }),
  ...{ observedAt: AT, statusSince: AT, statusMayBeOlder: false, missed: null, details: null },
};
const known = {
  snapshot: snapshotOf("one"),
  tracked,
  names: new Map<string, string>(),
  summary: summaryOf(),
  shared: new Map(),
};

function summaryOf(changes: Partial<HistorySummary> = {}): HistorySummary {
  return { recentRates: new Map(), failures: new Map(), month: null, ...changes };
}

it("makes a cluster's entry once, however often the fleet around it changes", () => {
  const entryOf = createClusterEntries();
  const first = entryOf(known.snapshot, tracked, known);
  const later = {
    names: new Map([["one~b", "another's"]]),
    summary: summaryOf({ failures: new Map([["one~b", 3]]) }),
    shared: new Map(),
  };
  expect(entryOf({ ...known.snapshot, lastAttemptAt: AT }, tracked, later)).toBe(first);
});

it.each([
  ["a reading", { tracked: { ...tracked, observedAt: AT + 1 } }],
  ["an account", { snapshot: snapshotOf("two") }],
  ["a longer name", { names: new Map([[ID, "a · Acme"]]) }],
  ["a rate", { summary: summaryOf({ recentRates: new Map([[ID, [["2026-01-01T00:00:00Z", usdMicrosPerHour(1)]]]]) }) }],
  ["another account's view of it", { shared: new Map([[ID, { sharedWith: [], key: "two~c" }]]) }],
  ["a failure", { summary: summaryOf({ failures: new Map([[ID, 1]]) }) }],
])("makes it again with %s of its own that is new, and as if it had never been made", (_, changes) => {
  const entryOf = createClusterEntries();
  const before = entryOf(known.snapshot, tracked, known);
  const changed = { ...known, ...changes };
  const after = entryOf(changed.snapshot, changed.tracked, changed);
  expect(after).not.toEqual(before);
  expect(after).toEqual(clusterEntry(changed.snapshot, changed.tracked, changed));
});
