import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { DEFAULT_SHOW } from "@/lib/domain/people/share-link";
import {
  allAnswers,
  CANARY,
  guestsOf,
  guestLink as linkOf,
  guardedSnapshot as snapshotOf,
} from "@/lib/testing/example-guests";
import { NOW } from "@/lib/testing/example-links";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import type { TrackedCluster } from "../../poller/account-snapshot";
import type { StoredLink } from "../links/stored-link";
import { aliasOf } from "./alias";

/** Everything that a guest must not read contains this word. */
const guarded = exampleReading({
  providerClusterId: `id-${CANARY}`,
  name: `name-${CANARY}`,
  providerStatus: `status-${CANARY}`,
  statusDetail: `detail-${CANARY}`,
  health: "degraded",
  healthReasons: [`reason-${CANARY}`],
  cloud: `cloud-${CANARY}`,
  region: { id: "eu", label: "Europe" },
  rate: { usdMicrosPerHour: usdMicrosPerHour(7_777_777), source: "reported", billing: "full", note: `note-${CANARY}` },
  nodes: [
    exampleNode({
      id: `node-id-${CANARY}`,
      name: `10-0-0-7-${CANARY}`,
      providerStatus: `node-status-${CANARY}`,
      healthReasons: [`node-reason-${CANARY}`],
      rate: { usdMicrosPerHour: usdMicrosPerHour(7_777_777), source: "reported", billing: "full", note: CANARY },
      install: { status: `install-${CANARY}`, progressPercent: 40, failure: `failure-${CANARY}` },
      facts: [{ label: CANARY, value: CANARY, operatorValue: CANARY }],
    }),
  ],
  facts: [{ label: `fact-${CANARY}`, value: CANARY, operatorValue: CANARY, group: CANARY }],
  tags: [CANARY],
  deployments: [
    {
      ...{ id: CANARY, name: CANARY, status: "running", providerStatus: CANARY, detail: CANARY },
      ...{ replicas: { ready: 1, desired: 2 }, baseModel: CANARY, gpuModel: CANARY, gpusPerReplica: 8, region: CANARY },
    },
  ],
  limits: [
    {
      action: "delete",
      at: NOW,
      spendUsdMicros: usdMicros(1_234_567),
      spentUsdMicros: usdMicros(1_234_567),
      node: CANARY,
    },
  ],
  metrics: [{ key: CANARY, label: CANARY, unit: null, value: 1_234_567 }],
  alerts: [{ severity: "critical", title: CANARY, since: null }],
  onDemand: ["connection-details", "metrics", "logs", "events", "offers"],
  shape: {
    ...{ gpuModel: CANARY, gpusPerNode: 8, interconnect: CANARY, nvlink: true },
    ...{ vramPerGpuGb: 1_234_567, memoryGb: 1_234_567, storageGb: 1_234_567 },
  },
  connectionDetails: {
    ssh: [{ nodeId: CANARY, label: CANARY, host: CANARY, port: 22, user: CANARY }],
    ports: [],
    links: [],
    kubernetes: null,
  },
});

describe("a guest", () => {
  it("reads no id, address, free text, name or anything about the account", async () => {
    const text = await allAnswers(
      [snapshotOf("one", [guarded])],
      linkOf({ show: { ...DEFAULT_SHOW, costs: true, names: false } }),
    );
    expect(text).not.toContain(CANARY);
    expect(text).toContain("Cluster 1");
    expect(text).toContain("7777777");
  });

  it("reads names only if the link shows them, and nothing more with them", async () => {
    const named = { ...guarded, name: "train-llama" };
    const text = await allAnswers(
      [snapshotOf("one", [named])],
      linkOf({ show: { ...DEFAULT_SHOW, costs: false, names: true } }),
    );
    expect(text).toContain("train-llama");
    expect(text).not.toContain(CANARY);
  });

  it("does not read an id that takes the place of a name", async () => {
    const nameless = { ...guarded, name: guarded.providerClusterId };
    const text = await allAnswers(
      [snapshotOf("one", [nameless])],
      linkOf({ show: { ...DEFAULT_SHOW, costs: false, names: true } }),
    );
    expect(text).not.toContain(CANARY);
  });

  it("reads no price, and nothing about billing, if the link does not show costs", async () => {
    const link = linkOf({ show: { ...DEFAULT_SHOW, costs: false, names: false } });
    const { answerFor } = guestsOf([snapshotOf("one", [guarded])]);
    const { clusters, totals } = await answerFor(link);
    expect(clusters[0].rate).toEqual({ usdMicrosPerHour: null, source: "none", billing: "unknown" });
    expect(totals.usdMicrosPerHour).toBeNull();
    expect(await allAnswers([snapshotOf("one", [guarded])], link)).not.toMatch(/7777777|7\.77/);
  });

  it("sees nothing outside the scope, not even in the totals", async () => {
    const others = [exampleReading({ providerClusterId: "c2", gpuCount: 1_000 }), exampleReading()];
    const snapshots = [snapshotOf("one", others), snapshotOf("two", others)];
    const { answerFor } = guestsOf(snapshots);
    const one = await answerFor(linkOf({ scope: { accountIds: [], clusterIds: ["one~c1"] } }));
    expect(one).toMatchObject({ totals: { clusters: 1, nodes: 1, gpus: 8 }, accounts: [{}], clusters: [{}] });
    const whole = await answerFor(linkOf({ scope: { accountIds: ["two"], clusterIds: ["one~c1"] } }, "whole"));
    expect(whole.totals).toMatchObject({ clusters: 3, gpus: 1_016 });
    expect(whole.accounts.map(({ label }: { label: string }) => label)).toEqual(["Acme 1", "Acme 2"]);
  });

  it("sees a cluster under the same alias at every reading, and under a different one in every link", async () => {
    const idIn = async (link: StoredLink) =>
      (await guestsOf([snapshotOf("one", [guarded])]).answerFor(link)).clusters[0].id;
    expect(await idIn(linkOf({}))).toBe(await idIn(linkOf({})));
    expect(await idIn(linkOf({}, "other"))).not.toBe(await idIn(linkOf({})));
  });

  it("cannot tell by order, number or time which clusters of two links are the same", async () => {
    const readings = Array.from({ length: 12 }, (_, index) =>
      exampleReading({
        providerClusterId: `c${index}`,
        createdAt: NOW - (index + 1) * 7_654_321,
        activeAt: NOW - (index + 1) * 7_000_001,
        nodes: [exampleNode({ createdAt: NOW - (index + 1) * 6_543_210, readyAt: NOW - (index + 1) * 6_000_001 })],
      }),
    );
    const snapshots = ["one", "two", "three", "four"].map((id) => snapshotOf(id, id === "one" ? readings : []));
    const scope = { accountIds: snapshots.map(({ id }) => id), clusterIds: [] };
    const seenBy = async (key: string) => {
      const link = linkOf({ scope, show: { ...DEFAULT_SHOW, costs: false, names: false } }, key);
      const [shown] = await guestsOf(snapshots)
        .guestFleets.snapshots(link)
        .then((all) => all.filter(({ clusters }) => clusters.size > 0));
      const clusters = [...(shown?.clusters.values() ?? [])];
      const idOf = ({ reading }: TrackedCluster) =>
        readings.findIndex(
          ({ providerClusterId }) => aliasOf(key, "cluster", `one~${providerClusterId}`) === reading.providerClusterId,
        );
      const times = clusters.flatMap(({ reading, observedAt, statusSince }) => [
        ...[reading.createdAt, reading.activeAt, observedAt, statusSince],
        ...(reading.nodes ?? []).flatMap(({ createdAt, readyAt }) => [createdAt, readyAt]),
      ]);
      const numbers = new Map(clusters.map((cluster) => [idOf(cluster), cluster.reading.name]));
      const accounts = (await guestsOf(snapshots).answerFor(link)).accounts;
      return {
        order: clusters.map(idOf),
        numbers: readings.map((_, index) => numbers.get(index)),
        times,
        place: accounts.findIndex(({ id }: { id: string }) => id === shown?.id),
        label: shown?.label,
      };
    };
    const [one, other] = [await seenBy("first"), await seenBy("second")];
    expect(one.order.toSorted()).toEqual(other.order.toSorted());
    expect(one.order).not.toEqual(other.order);
    expect(one.numbers).not.toEqual(other.numbers);
    const known = new Set(one.times);
    expect(other.times.filter((at) => known.has(at))).toEqual([]);
    const places = await Promise.all(["a", "b", "c", "d", "e", "f", "g", "h"].map(seenBy));
    expect(new Set(places.map(({ place }) => place)).size).toBeGreaterThan(1);
    expect(new Set(places.map(({ label }) => label)).size).toBeGreaterThan(1);
  });

  it("learns of a change from the revision, and learns nothing from changes elsewhere", async () => {
    const quiet = snapshotOf("one", [exampleReading()]);
    const revisionWith = async (other: ClusterReading, own = quiet) =>
      (await guestsOf([own, snapshotOf("two", [other])]).answerFor(linkOf({}))).revision;
    const before = await revisionWith(exampleReading());
    expect(await revisionWith(exampleReading({ health: "unhealthy" }))).toBe(before);
    const sick = snapshotOf("one", [exampleReading({ health: "unhealthy" })]);
    expect(await revisionWith(exampleReading(), sick)).not.toBe(before);
  });
});

describe("a link's view of accounts", () => {
  it("is the same object until a poll, with or without a number, so that what is made from it can be kept", async () => {
    const { guestFleets } = guestsOf([snapshotOf("one", [guarded]), snapshotOf("two", [guarded])]);
    const scope = { accountIds: ["one", "two"], clusterIds: [] };
    const first = await guestFleets.snapshots(linkOf({ scope }));
    expect(first.map(({ label }) => label)).toEqual(["Acme 1", "Acme 2"]);
    const second = await guestFleets.snapshots(linkOf({ scope }));
    expect(second.every((snapshot, index) => snapshot === first[index])).toBe(true);
    const other = await guestFleets.snapshots(linkOf({ scope }, "another link"));
    expect(other.some((snapshot) => first.includes(snapshot))).toBe(false);
  });
});
