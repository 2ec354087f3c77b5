import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import { exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { fleetFromAnswer } from "../fleet-from-answer";
import { type StableFleet, stableFleet } from "../stable-fleet";
import { changedFleet, readChange } from "./fleet-change";

const START = Date.UTC(2026, 10, 20, 15);

/** Some of nine clusters in some order, one or the other of them changed, all read at other times. */
const answers = fc.array(
  fc.record({
    clusters: fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 9 }),
        healthy: fc.integer({ min: 6, max: 8 }),
        seconds: fc.integer({ min: 0, max: 90 }),
        recentFailures: fc.option(fc.record({ count: fc.nat(9), hours: fc.constant(24) }), { nil: undefined }),
      }),
      { selector: ({ id }) => id },
    ),
    lastReadS: fc.nat(90),
    isAnotherRevision: fc.boolean(),
  }),
  { minLength: 2, maxLength: 6 },
);

type Answer = typeof answers extends fc.Arbitrary<(infer One)[]> ? One : never;

function fleetOf({ clusters, lastReadS }: Answer, revision: number): Fleet {
  const fleet = exampleFleet({ revision: String(revision), clusters: clusters.map(clusterOf) });
  const lastSuccessAt = new Date(START + lastReadS * 1_000).toISOString();
  return { ...fleet, accounts: fleet.accounts.map((account) => ({ ...account, lastSuccessAt })) };
}

function clusterOf({ id, healthy, seconds, recentFailures }: Answer["clusters"][number]): Cluster {
  const nodes = { total: 8, healthy, unhealthy: 8 - healthy, unknown: 0 };
  const observedAt = new Date(START + seconds * 1_000).toISOString();
  return { ...exampleCluster, id: `shadeform~${id}`, nodes, observedAt, ...(recentFailures && { recentFailures }) };
}

function shownOf({ ages, ...fleet }: StableFleet) {
  const times = fleet.clusters.map(({ id }) => ages.observedAt(id));
  return { fleet, times, accounts: fleet.accounts.map(({ id }) => ages.account(id)) };
}

test("a fleet that is read beside the page is the one that the page would have read, with the same objects for what is unchanged", () => {
  fc.assert(
    fc.property(answers, (all) => {
      let revision = 0;
      let here: StableFleet | undefined;
      let beside: StableFleet | undefined;
      let page: StableFleet | undefined;
      for (const one of all) {
        // The same revision has the same content.
        if (here === undefined || one.isAnotherRevision) revision += 1;
        const body = one.isAnotherRevision || here === undefined ? fleetOf(one, revision) : { ...here };
        const answer = fleetFromAnswer(JSON.parse(JSON.stringify(body)));
        if (answer === null) throw new Error("This is no answer.");
        here = stableFleet(here, structuredClone(answer));
        if (beside === undefined || page === undefined) {
          beside = stableFleet(undefined, structuredClone(answer));
          page = stableFleet(undefined, structuredClone(answer));
          continue;
        }
        const before = page;
        const read = readChange(beside, structuredClone(answer));
        beside = read.fleet;
        page = changedFleet(page, structuredClone(read.change));
        expect(shownOf(page)).toEqual(shownOf(here));
        const changed = new Set(read.change.clusters.map(({ id }) => id));
        for (const cluster of before.clusters)
          if (!changed.has(cluster.id) && page.clusters.some(({ id }) => id === cluster.id))
            expect(page.clusters).toContain(cluster);
      }
    }),
    { numRuns: 200 },
  );
});

test("of a large fleet with one change, one cluster passes to the page", () => {
  const clusters = Array.from({ length: 300 }, (_, index) => ({ ...exampleCluster, id: `shadeform~${index}` }));
  const before = stableFleet(undefined, exampleFleet({ revision: "1", clusters }));
  const down = clusters.with(17, { ...exampleCluster, id: "shadeform~17", health: "unhealthy" });
  const { change } = readChange(before, exampleFleet({ revision: "2", clusters: structuredClone(down) }));
  expect(change.clusters).toEqual([down[17]]);
  expect(change.order).toBeNull();
});

test("a change of another fleet than the one that is shown is refused", () => {
  const one = stableFleet(undefined, exampleFleet({ revision: "1" }));
  const { change } = readChange(one, exampleFleet({ revision: "2" }));
  const other = stableFleet(undefined, exampleFleet({ revision: "0" }));
  expect(() => changedFleet(other, change)).toThrow("another fleet");
  expect(() => changedFleet(undefined, change)).toThrow("another fleet");
});
