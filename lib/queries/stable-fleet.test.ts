import { describe, expect, test } from "vitest";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import { exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { stableFleet } from "./stable-fleet";

const cluster = exampleCluster;

function answer(revision: string, ...clusters: Cluster[]): Fleet {
  return exampleFleet({ revision, clusters });
}

describe("merging a new fleet answer", () => {
  test("keeps a cluster's object when only its reading's time moved, and still tells the new time", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    const second = stableFleet(
      first,
      answer("2", structuredClone({ ...cluster, observedAt: "2026-11-20T15:00:15.000Z" })),
    );
    expect(second.clusters[0]).toBe(first.clusters[0]);
    expect(second.ages.observedAt(cluster.id)).toBe(Date.UTC(2026, 10, 20, 15, 0, 15));
  });

  test("takes a cluster that changed anywhere, however deep", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    const moved = { ...structuredClone(cluster), region: { id: "eu", label: "Europe, Paris" } };
    expect(stableFleet(first, answer("2", moved)).clusters[0]).toEqual(moved);
    const worse = { ...structuredClone(cluster), healthReasons: ["GPU 5 is gone"] };
    expect(stableFleet(first, answer("2", worse)).clusters[0]).toEqual(worse);
  });

  test("notices a reason that went away, and a region that became unknown", () => {
    const bad = { ...cluster, healthReasons: ["GPU 5 is gone"] };
    const first = stableFleet(undefined, answer("1", bad));
    expect(stableFleet(first, answer("2", structuredClone(cluster))).clusters[0]).toEqual(cluster);
    const elsewhere = { ...structuredClone(cluster), region: null };
    expect(stableFleet(first, answer("2", elsewhere)).clusters[0]).toEqual(elsewhere);
  });

  test("notices what the history only now knows of a cluster", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    const flapping = { ...structuredClone(cluster), recentFailures: { count: 3, hours: 24 } };
    expect(stableFleet(first, answer("2", flapping)).clusters[0]).toEqual(flapping);
  });

  test("follows the answer's order and drops what it does not name", () => {
    const other = { ...cluster, id: "shadeform~2" };
    const first = stableFleet(undefined, answer("1", cluster, other));
    const second = stableFleet(first, answer("2", structuredClone(other)));
    expect(second.clusters).toEqual([other]);
    expect(second.clusters[0]).toBe(first.clusters[1]);
    expect(second.ages.observedAt(other.id)).not.toBeNull();
    expect(second.ages.observedAt(cluster.id)).toBeNull();
  });

  test("keeps the list of clusters and the accounts when only times moved", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    const later = "2026-11-20T15:00:15.000Z";
    const accounts = first.accounts.map((account) => ({ ...account, lastSuccessAt: later }));
    const second = stableFleet(first, { ...answer("2", { ...cluster, observedAt: later }), accounts });
    expect(second.clusters).toBe(first.clusters);
    expect(second.namedAccounts).toBe(first.namedAccounts);
    expect(second.accounts).toBe(first.accounts);
    expect(second.ages.account(first.accounts[0]?.id ?? "")?.lastSuccessAt).toBe(Date.parse(later));
  });

  test("notices that somebody has paused an account, and resumed it", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    expect(first.namedAccounts[0]?.paused).toBeNull();
    const by = { pausedBy: "ada@example.org", pausedAt: "2026-11-20T15:00:00.000Z" };
    const accounts = first.accounts.map((account) => ({ ...account, state: "paused" as const, ...by }));
    const second = stableFleet(first, { ...answer("2", cluster), accounts });
    expect(second.namedAccounts[0]?.paused).toEqual({ by: by.pausedBy, at: by.pausedAt });
    expect(stableFleet(second, answer("3", cluster)).namedAccounts[0]?.paused).toBeNull();
  });

  test("keeps a cluster to which a newer server adds a field, without the field", () => {
    const clusters = [{ ...cluster, colour: "blue" }];
    const first = stableFleet(undefined, { ...answer("1"), clusters });
    expect(first.clusters).toEqual([cluster]);
    expect(stableFleet(first, { ...answer("2"), clusters }).clusters).toBe(first.clusters);
  });

  test.each([
    ["a field that is none of the contract's", { status: "on fire" }],
    ["a list where an object belongs", { nodes: [] }],
    ["a time that is none, in a cluster that is unchanged otherwise", { observedAt: "just now" }],
  ])("refuses %s", (_, change) => {
    const first = stableFleet(undefined, answer("1", cluster));
    expect(() => stableFleet(first, { ...answer("2"), clusters: [{ ...cluster, ...change }] })).toThrow();
    expect(() => stableFleet(undefined, { ...answer("2"), clusters: [{ ...cluster, ...change }] })).toThrow();
  });

  test("is the same object for the same revision", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    expect(stableFleet(first, answer("1", cluster))).toBe(first);
  });

  test("is that object with newer ages if it was sent again because a proxy dropped what tells them otherwise", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    const later = "2026-11-20T15:00:15.000Z";
    const readAgain = exampleFleet({
      revision: "1",
      accounts: first.accounts.map((account) => ({ ...account, lastSuccessAt: later })),
      clusters: [{ ...cluster, observedAt: later }],
    });
    expect(stableFleet(first, readAgain)).toBe(first);
    expect(first.ages.observedAt(cluster.id)).toBe(Date.parse(later));
  });

  test("is not made to look newer by an answer that cannot be read", () => {
    const first = stableFleet(undefined, answer("1", cluster));
    const odd = { ...cluster, status: "on fire", observedAt: "2026-11-20T15:00:15.000Z" };
    expect(() => stableFleet(first, { ...answer("2"), clusters: [odd] })).toThrow();
    expect(first.ages.observedAt(cluster.id)).toBe(Date.parse(cluster.observedAt));
  });
});
