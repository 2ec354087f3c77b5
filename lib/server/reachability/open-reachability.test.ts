import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { createSoleServer } from "../coordination/sole-server";
import { log } from "../log";
import { createFleetStore } from "../poller/fleet-store";
import { initialSnapshot } from "../poller/initial-snapshot";
import { openReachability, tryByConnecting } from "./open-reachability";

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
  const ssh = [{ nodeId: "n1", label: "n1", host: "127.0.0.1", port: address.port, user: "root" }];
  const reading = exampleReading({
    nodes: [exampleNode()],
    connectionDetails: { ssh, ports: [], links: [], kubernetes: null },
  });
  const { accountIds, allowedRanges } = configuration;
  const reachability = openReachability({
    isTried: (accountId) => accountIds.includes(accountId),
    intervalMs: 1_000,
    tryEndpoint: tryByConnecting({ allowsPrivate: true, allowedRanges }),
    ...{ coordination: createSoleServer(), log: log() },
  });
  const account = { id: "one", provider: { id: "acme", label: "Acme" }, label: "Acme", pollIntervalMs: 60_000 };
  const store = createFleetStore([initialSnapshot(account)], reachability.join);
  const tracked = {
    reading,
    observedAt: Date.now(),
    statusSince: 0,
    statusMayBeOlder: false,
    missed: null,
    details: null,
  };
  store.publish({ ...initialSnapshot(account), state: "ok", clusters: new Map([["c1", tracked]]) });
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
