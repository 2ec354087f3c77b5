import { expect, it } from "vitest";
import { exampleReading } from "@/lib/testing/example-reading";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { restoredSnapshot } from "../../poller/restored-snapshot";
import { trackClusters, trackDetails } from "../../poller/track-clusters";
import { watchedAccount } from "./watched-account";

const START = Date.UTC(2026, 10, 29);
const provider = { id: "acme", label: "Acme" };
const initial = initialSnapshot({ id: "acme", label: "Acme", provider, pollIntervalMs: 15_000 });

function restored(depth: "summary" | "complete"): AccountSnapshot {
  const reading = exampleReading({ depth });
  const stored = { accountId: "acme", reading, statusSince: START - 60_000, statusMayBeOlder: false, goneAt: null };
  return restoredSnapshot(initial, [{ ...stored, observedAt: START - 10_000 }]);
}

function listed(before: AccountSnapshot, depth: "summary" | "complete"): AccountSnapshot {
  const list = { clusters: [exampleReading({ depth })], unreadable: [], warnings: [], complete: true };
  return { ...before, ...trackClusters(before, list, START), state: "ok" };
}

const readOf = (snapshot: AccountSnapshot) => watchedAccount(snapshot, () => null).clusters[0]?.read;

it("takes what the history remembers for nothing that has been read, until the provider's list says it", () => {
  const before = restored("complete");
  expect(readOf(before)).toBe("nothing");
  expect(readOf(listed(before, "complete"))).toBe("all");
  expect(readOf(listed(initial, "complete"))).toBe("all");
});

it("expects limits only soon after the start, and of clusters that have none so far", () => {
  const mayHaveLimits = (isStarting: boolean) =>
    watchedAccount(listed(initial, "complete"), () => null, isStarting).clusters[0]?.mayHaveLimits;
  expect([mayHaveLimits(true), mayHaveLimits(false)]).toEqual([true, false]);
});

it("takes a cluster for wholly read only once its details are, where it has some", () => {
  const snapshot = listed(restored("summary"), "summary");
  expect(readOf(snapshot)).toBe("list");
  const known = snapshot.clusters.get("c1");
  if (known === undefined) throw new Error("It is not in the list.");
  const summary = exampleReading({ depth: "summary" });
  const detailed = trackDetails(known, exampleReading({ depth: "complete" }), START, summary);
  expect(readOf({ ...snapshot, clusters: new Map([["c1", detailed]]) })).toBe("all");
});
