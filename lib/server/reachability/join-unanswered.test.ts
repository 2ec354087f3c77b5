import { describe, expect, it } from "vitest";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { Rate } from "@/lib/domain/money/rate";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { initialSnapshot } from "../poller/initial-snapshot";
import { joinUnanswered } from "./join-unanswered";
import { knownEndpoints } from "./known-endpoints";
import type { Tries } from "./tries";

const NOW = Date.UTC(2026, 10, 20, 15);

const rate = (dollars: number, billing: Rate["billing"] = "full"): Rate => ({
  ...{ usdMicrosPerHour: usdMicrosPerHour(dollars * 1_000_000), source: "reported", billing, note: null },
});
const node = (index: number, changes: Partial<NodeReading> = {}) =>
  exampleNode({ id: `n${index}`, name: `node-${index}`, rate: rate(20), ...changes });

function snapshotOf(nodes: NodeReading[], changes: Partial<ClusterReading> = {}): AccountSnapshot {
  const ssh = nodes.map(({ id, name }) => ({ nodeId: id, label: name, host: `${id}.example`, port: 22, user: "root" }));
  const connectionDetails = { ssh, ports: [], links: [], kubernetes: null };
  const reading = exampleReading({ nodes, connectionDetails, rate: rate(20 * nodes.length), ...changes });
  const account = { id: "one", provider: { id: "shadeform", label: "Shadeform" }, label: "Shadeform" };
  return {
    ...initialSnapshot({ ...account, pollIntervalMs: 15_000 }),
    state: "ok",
    clusters: new Map([
      ["c1", { reading, observedAt: NOW, statusSince: NOW, statusMayBeOlder: false, missed: null, details: null }],
    ]),
  };
}

const unansweredFor = (minutes: number, changes: Partial<Tries> = {}): Tries => ({
  ...{ failures: 3, since: NOW - minutes * MINUTE_MS, hadAnswered: true, triedAt: NOW, refusal: null, ...changes },
});

/** The cluster after joining; `tries` by node id. */
function join(snapshot: AccountSnapshot, tries: Record<string, Tries>) {
  const joined = joinUnanswered(snapshot, (key) => tries[key.split("\n")[2] ?? ""]);
  const reading = joined.clusters.get("c1")?.reading;
  if (reading === undefined) throw new Error("expected a cluster");
  return { reading, warnings: joined.warnings };
}

describe("a node whose ssh does not answer", () => {
  it("is unhealthy, with the duration and the cost so far, and so is a cluster that consists of it alone", () => {
    const { reading } = join(snapshotOf([node(1)]), { n1: unansweredFor(42) });
    const reason = "Shadeform says running, but ssh (port 22) has not answered for 42 min, $14.00 so far";
    expect(reading.nodes?.[0]).toMatchObject({ health: "unhealthy", healthReasons: [reason] });
    expect(reading).toMatchObject({ status: "running", health: "unhealthy", healthReasons: [reason] });
  });

  it("degrades a cluster whose other nodes answer, and is named there", () => {
    const { reading } = join(snapshotOf([node(1), node(2)]), { n2: unansweredFor(3) });
    expect(reading.health).toBe("degraded");
    expect(reading.nodes?.map(({ health }) => health)).toEqual(["healthy", "unhealthy"]);
    expect(reading.healthReasons).toEqual([
      "node-2: Shadeform says running, but ssh (port 22) has not answered for 3 min, $1.00 so far",
    ]);
  });

  it("may not have answered before we looked", () => {
    const { reading } = join(snapshotOf([node(1)]), { n1: unansweredFor(42, { hadAnswered: false }) });
    expect(reading.healthReasons[0]).toContain("for at least 42 min, at least $14.00 so far");
  });

  it("costs its cluster's rate if it is the whole cluster, and nothing if that is unknown", () => {
    const unpriced = node(1, { rate: { ...rate(0), usdMicrosPerHour: null } });
    expect(join(snapshotOf([unpriced]), { n1: unansweredFor(60) }).reading.healthReasons[0]).toContain("$20.00 so far");
    const others = join(snapshotOf([unpriced, node(2)]), { n1: unansweredFor(60) });
    expect(others.reading.healthReasons[0]).not.toContain("$");
    const ownCloud = snapshotOf([node(1, { rate: rate(20, "unknown") })], { rate: rate(20, "unknown") });
    expect(join(ownCloud, { n1: unansweredFor(60) }).reading.healthReasons[0]).not.toContain("$");
  });

  it("is measured up to the last try", () => {
    const paused = unansweredFor(42, { triedAt: NOW - 20 * MINUTE_MS });
    expect(join(snapshotOf([node(1)]), { n1: paused }).reading.healthReasons[0]).toContain("for 22 min, $7.33 so far");
  });

  it("costs whole cents", () => {
    const cheap = snapshotOf([node(1, { rate: rate(0.57) })]);
    expect(join(cheap, { n1: unansweredFor(20) }).reading.healthReasons[0]).toContain("20 min, $0.19 so far");
  });

  it("is named among few and counted among many", () => {
    const nodes = Array.from({ length: 8 }, (_, index) => node(index));
    const tries = Object.fromEntries(nodes.map(({ id }) => [id, unansweredFor(5)]));
    const { reading } = join(snapshotOf(nodes), tries);
    expect(reading.health).toBe("unhealthy");
    expect(reading.healthReasons).toHaveLength(4);
    expect(reading.healthReasons[3]).toBe("ssh of 5 more nodes has not answered either");
  });

  it("is one of a few that are named and many that are counted, if more than eight do not answer", () => {
    const nodes = Array.from({ length: 16 }, (_, index) => node(index));
    const tries = Object.fromEntries(nodes.map(({ id }, index) => [id, unansweredFor(index + 1)]));
    expect(join(snapshotOf(nodes), tries).reading.healthReasons).toEqual([
      "node-0, node-1 and 14 others do not answer by ssh, for up to 16 min",
    ]);
  });

  it("is not reported before the third try, nor after an answer", () => {
    const snapshot = snapshotOf([node(1)]);
    expect(join(snapshot, { n1: unansweredFor(2, { failures: 2 }) }).reading.health).toBe("healthy");
    expect(join(snapshot, { n1: unansweredFor(0, { failures: 0, since: null }) }).reading.health).toBe("healthy");
    expect(join(snapshot, {}).reading).toEqual(snapshot.clusters.get("c1")?.reading);
  });

  it("is counted in a remark if it may not be tried", () => {
    const refused = unansweredFor(0, { failures: 0, since: null, refusal: "private" });
    const { reading, warnings } = join(snapshotOf([node(1)]), { n1: refused });
    expect(reading.health).toBe("healthy");
    expect(warnings).toEqual([expect.stringContaining("not checked for 1 node with private addresses")]);
  });
});

describe("what is tried", () => {
  const tried = (snapshot: AccountSnapshot, now = NOW) =>
    knownEndpoints([snapshot], now).flatMap(({ host, mayBeTried }) => (mayBeTried ? host : []));
  const known = (snapshot: AccountSnapshot, now = NOW) => knownEndpoints([snapshot], now).map(({ host }) => host);

  it("is ssh of the running nodes of running clusters", () => {
    const snapshot = snapshotOf([node(1), node(2, { status: "provisioning" })]);
    expect(tried(snapshot)).toEqual(["n1.example"]);
    expect(tried(snapshotOf([node(1)], { status: "degraded" }))).toEqual(["n1.example"]);
  });

  it("is the node itself, never a relay of the provider's, which answers for dead nodes as well", () => {
    const snapshot = snapshotOf([node(1)]);
    const reading = snapshot.clusters.get("c1")?.reading;
    const [direct] = reading?.connectionDetails?.ssh ?? [];
    if (direct === undefined) throw new Error("expected a way in");
    const ssh = [direct, { ...direct, host: "relay.example", isRelay: true as const }];
    const connectionDetails = { ssh, ports: [], links: [], kubernetes: null };
    expect(known(snapshotOf([node(1)], { connectionDetails }))).toEqual(["n1.example"]);
  });

  it.each(["provisioning", "stopping", "stopped", "terminating", "terminated", "error", "unknown"] as const)(
    "is not a node of a cluster that is %s, nor is it reported as one that does not answer",
    (status) => {
      const snapshot = snapshotOf([node(1)], { status });
      expect(known(snapshot)).toEqual([]);
      expect(join(snapshot, { n1: unansweredFor(42) }).reading.healthReasons).toEqual([]);
    },
  );

  it("is nothing with a reading that is old, missed or from an account in trouble, but all of it stays known", () => {
    const snapshot = snapshotOf([node(1)]);
    const tracked = snapshot.clusters.get("c1");
    if (tracked === undefined) throw new Error("expected a cluster");
    const missed = { ...tracked, missed: { polls: 1, since: NOW } };
    const uncertain: [AccountSnapshot, number][] = [
      [snapshot, NOW + 10 * MINUTE_MS],
      [{ ...snapshot, state: "failing" }, NOW],
      [{ ...snapshot, clusters: new Map([["c1", missed]]) }, NOW],
    ];
    for (const [one, now] of uncertain) {
      expect(tried(one, now)).toEqual([]);
      expect(known(one, now)).toEqual(["n1.example"]);
    }
  });
});
