import { inspect } from "node:util";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { createDeafHints } from "@/lib/testing/servers/deaf-hints";
import { scriptedLeases } from "@/lib/testing/servers/scripted-leases";
import { postgresStores } from "@/lib/testing/stores";
import { COORDINATION_PART } from "../coordination/coordination-part";
import { log } from "../log";
import { createFleetStore } from "../poller/fleet-store";
import { initialSnapshot } from "../poller/initial-snapshot";
import { migrate } from "../store/migrate";
import { openDatabase } from "../store/open-database";
import { openReachability } from "./open-reachability";
import { openStoredTries } from "./stored-tries";
import type { Outcome } from "./try-endpoint";

const START = Date.UTC(2026, 10, 29, 12);
const newDatabaseUrl = postgresStores();
// The database answers in real time.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval"] }));
afterEach(() => void vi.useRealTimers());

/** Two servers over one database, whose one account has two nodes: one does not answer, and one may not be tried. */
async function twoServers() {
  const store = openDatabase({ databaseUrl: await newDatabaseUrl() });
  onTestFinished(store.close);
  await migrate(store, COORDINATION_PART.migrations);
  const leases = scriptedLeases(store.db);
  const clock = { now: START };
  const tried: string[] = [];
  const hints = createDeafHints();
  const start = async (name: string) => {
    const reachability = openReachability({
      ...{ isTried: () => true, intervalMs: MINUTE_MS / 2, log: log() },
      tryEndpoint: async ({ host }): Promise<Outcome> => {
        tried.push(name);
        return host === "10.0.0.1" ? "private" : "unanswered";
      },
      coordination: {
        ...{ leases: leases.ofServer(name), hints, isShared: true, now: () => clock.now },
      },
    });
    onTestFinished(reachability.stop);
    const account = { id: "one", provider: { id: "acme", label: "Acme" }, label: "Acme", pollIntervalMs: MINUTE_MS };
    const fleet = createFleetStore([initialSnapshot(account)], reachability.join);
    const ssh = ["203.0.113.7", "10.0.0.1"].map((host, index) => ({
      ...{ nodeId: `n${index}`, label: host, host, port: 22, user: "root" },
    }));
    const reading = exampleReading({
      nodes: [exampleNode({ id: "n0" }), exampleNode({ id: "n1" })],
      connectionDetails: { ssh, ports: [], links: [], kubernetes: null },
    });
    const publish = () => {
      const tracked = { reading, observedAt: clock.now, statusSince: START, statusMayBeOlder: false };
      const clusters = new Map([["c1", { ...tracked, missed: null, details: null }]]);
      fleet.publish({ ...initialSnapshot(account), state: "ok", clusters });
    };
    publish();
    reachability.start(fleet);
    await reachability.restore(await openStoredTries(store));
    return { publish, snapshot: () => fleet.account("one") };
  };
  const servers = [await start("a"), await start("b")] as const;
  /** Lets so much time pass, with polls. */
  const pass = async (durationMs: number) => {
    for (const until = clock.now + durationMs; clock.now < until; clock.now += 10_000) {
      for (const one of servers) one.publish();
      await vi.advanceTimersByTimeAsync(10_000);
    }
  };
  const seen = async () => {
    await hints.lookAtAll();
    return servers.map(({ snapshot }) => snapshot());
  };
  return { leases, tried, pass, seen, stored: (await openStoredTries(store)).read };
}

const SILENT = {
  clusters: new Map([["c1", expect.objectContaining({ reading: expect.objectContaining({ health: "degraded" }) })]]),
};

it("tries nodes from one server alone, and shows the same of them on the others, also after another has taken over", async () => {
  const { leases, tried, pass, seen } = await twoServers();
  await pass(MINUTE_MS);
  expect(tried).toEqual([]);
  await leases.give("reachability", "a");
  await pass(3 * MINUTE_MS);
  const untilToldByBoth = async () => {
    const told = { ...SILENT, warnings: [expect.stringContaining("private addresses")] };
    await expect.poll(seen).toMatchObject([told, told]);
    // What one of them has just found may still be on its way into the database.
    const versions = async () => new Set((await seen()).map((snapshot) => inspect(snapshot, { depth: null }))).size;
    await expect.poll(versions).toBe(1);
  };
  await untilToldByBoth();
  expect(new Set(tried)).toEqual(new Set(["a"]));
  tried.length = 0;
  await leases.give("reachability", "b");
  await untilToldByBoth();
  await pass(2 * MINUTE_MS);
  await untilToldByBoth();
  expect(new Set(tried)).toEqual(new Set(["b"]));
});

it("has another server go on from all that was found, from what nobody is told yet as well", async () => {
  // So that each node is tried at once, and then whenever the interval is over.
  onTestFinished(vi.spyOn(Math, "random").mockReturnValue(0).mockRestore);
  const { leases, tried, pass, stored } = await twoServers();
  const failures = async () => [...(await stored()).values()].map((tries) => tries.failures).toSorted();
  await leases.give("reachability", "a");
  await pass(10_000);
  await expect.poll(failures).toEqual([0, 1]);
  await pass(MINUTE_MS / 2);
  expect(tried).toHaveLength(4);
  await leases.give("reachability", "b", "well");
  expect(await failures()).toEqual([0, 2]);
});
