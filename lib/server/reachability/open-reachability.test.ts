import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { createSoleServer } from "../coordination/sole-server";
import { log } from "../log";
import type { TrackedCluster } from "../poller/account-snapshot";
import { createFleetStore } from "../poller/fleet-store";
import { initialSnapshot } from "../poller/initial-snapshot";
import { openReachability, tryByConnecting } from "./open-reachability";
import type { TriesByDigest } from "./stored-tries";

/** A cluster whose one node is reported to be at this port of ours. */
function clusterAt(port: number): TrackedCluster {
  const ssh = [{ nodeId: "n1", label: "n1", host: "127.0.0.1", port, user: "root" }];
  const connectionDetails = { ssh, ports: [], links: [], kubernetes: null };
  return {
    reading: exampleReading({ nodes: [exampleNode()], connectionDetails }),
    ...{ observedAt: Date.now(), statusSince: 0, statusMayBeOlder: false, missed: null, details: null },
  };
}

/** A listener, and a fleet whose one node is reported to be there. */
async function world(configuration: { accountIds: string[]; allowedRanges: string[] }) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on("error", () => {}).destroy();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const { accountIds, allowedRanges } = configuration;
  const reachability = openReachability({
    isTried: (accountId) => accountIds.includes(accountId),
    intervalMs: 1_000,
    tryEndpoint: tryByConnecting({ allowsPrivate: true, allowedRanges }),
    ...{ coordination: createSoleServer(), log: log() },
  });
  const account = { id: "one", provider: { id: "acme", label: "Acme" }, label: "Acme", pollIntervalMs: 60_000 };
  const store = createFleetStore([initialSnapshot(account)], reachability.join);
  store.publish({ ...initialSnapshot(account), state: "ok", clusters: new Map([["c1", clusterAt(address.port)]]) });
  reachability.start(store);
  const close = () => {
    reachability.stop();
    server.close();
  };
  return { seen: () => connections, warnings: () => store.account("one")?.warnings ?? [], close };
}

it("connects to the reported address if it is switched on", async () => {
  const { seen, close } = await world({ accountIds: ["one"], allowedRanges: ["127.0.0.0/8"] });
  await expect.poll(seen).toBeGreaterThan(0);
  close();
});

it("opens no socket for an address that may not be tried, and says so", async () => {
  const { seen, warnings, close } = await world({ accountIds: ["one"], allowedRanges: [] });
  await expect.poll(warnings).toEqual([expect.stringContaining("do not belong to another machine")]);
  expect(seen()).toBe(0);
  close();
});

it.each([[[]], [["another"]]])("opens no socket if it is on only for %j", async (accountIds) => {
  const off = await world({ accountIds, allowedRanges: ["127.0.0.0/8"] });
  const on = await world({ accountIds: ["one"], allowedRanges: ["127.0.0.0/8"] });
  await expect.poll(on.seen).toBeGreaterThan(1);
  expect(off.seen()).toBe(0);
  off.close();
  on.close();
});

it("overwrites nothing of what is stored before that can be read, and reads no more once it has ended", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const stored = { failures: 5, since: Date.now(), hadAnswered: true, triedAt: Date.now(), refusal: null };
  const written: TriesByDigest[] = [];
  let isAway = true;
  let reads = 0;
  const tries = {
    read: async () => {
      reads += 1;
      if (isAway) throw new Error("The database is away.");
      return new Map([["of another node", stored]]);
    },
    write: async (known: TriesByDigest) => void written.push(known),
  };
  const reachability = openReachability({
    ...{ isTried: () => true, intervalMs: 1_000, tryEndpoint: async () => "unanswered" as const },
    ...{ coordination: createSoleServer(), log: log() },
  });
  const account = { id: "one", provider: { id: "acme", label: "Acme" }, label: "Acme", pollIntervalMs: HOUR_MS };
  const store = createFleetStore([initialSnapshot(account)], reachability.join);
  store.publish({ ...initialSnapshot(account), state: "ok", clusters: new Map([["c1", clusterAt(22)]]) });
  reachability.start(store);
  await reachability.restore(tries);
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  expect(store.account("one")).toMatchObject({ clusters: new Map([["c1", { reading: { health: "unhealthy" } }]]) });
  expect(written).toEqual([]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(written.at(-1)?.get("of another node")).toEqual(stored);
  expect(written.at(-1)?.size).toBe(2);
  isAway = true;
  await reachability.restore(tries);
  await reachability.stop();
  const before = reads;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(reads).toBe(before);
});
