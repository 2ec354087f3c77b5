import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { readingSchema } from "@/lib/testing/reading-schema";
import clusters from "./fixtures/clusters.json";
import instances from "./fixtures/instances.json";
import { toFleetReading, workerIdsOf } from "./fleet-reading";

const knownAs = (id: string | undefined, ...addresses: string[]) =>
  machineIdsOf({
    ids: [
      ["verda", id],
      ["datacrunch", id],
    ],
    addresses,
  });

const [cluster] = clusters;
const [instance] = instances;

async function readAll(rawClusters: object[], rawInstances: object[], accountCurrency: string | null = "USD") {
  const workerIds = workerIdsOf(rawClusters);
  const fleet = await toFleetReading(rawClusters, rawInstances, { workerIds, accountCurrency, noteOdd: () => {} });
  for (const reading of fleet.clusters) expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
  return fleet.clusters;
}

async function read(changes: object = {}, currency: string | null = "USD"): Promise<ClusterReading> {
  const [reading] = await readAll([{ ...cluster, ...changes }], [], currency);
  return reading ?? expect.fail("expected a cluster");
}

async function readInstance(changes: object = {}, currency: string | null = "USD"): Promise<ClusterReading> {
  const [reading] = await readAll([], [{ ...instance, ...changes }], currency);
  return reading ?? expect.fail("expected an instance");
}

describe("a cluster", () => {
  it("is as healthy as its workers, for one price, and its GPUs are shared out among them", async () => {
    const reading = await read();
    expect(reading).toMatchObject({
      ...{ name: "pretrain", status: "running", providerStatus: "running", health: "healthy", healthReasons: [] },
      ...{ gpuModel: "H200 SXM5 141GB", gpuCount: 16, region: { id: "FIN-03", label: "FIN-03" } },
      rate: { usdMicrosPerHour: 51_040_000, source: "reported", billing: "full", note: null },
      ...{ createdAt: Date.parse("2026-10-02T08:15:30.123Z"), tags: ["team=research", "urgent"] },
    });
    expect(reading.nodes).toMatchObject([
      { id: "w-1", role: "worker", gpuCount: 8, ...knownAs("w-1", "192.0.2.81") },
      { id: "w-2", role: "worker", gpuCount: 8, ...knownAs("w-2") },
    ]);
    expect(reading.nodes?.map(({ rate }) => rate.usdMicrosPerHour)).toEqual([null, null]);
  });

  it("is entered by its jump host, and directly where a worker has an address of its own", async () => {
    const { connectionDetails } = await read();
    expect(connectionDetails?.ssh.map(({ label, user, host, port }) => `${label}: ${user}@${host}:${port}`)).toEqual([
      "pretrain jump host: root@192.0.2.80:22",
      "pretrain-1: root@192.0.2.81:22",
    ]);
    expect(connectionDetails?.notes).toEqual([
      "pretrain-2 has no public address: log in to the jump host, and from there to it",
    ]);
    expect((await read({ status: "deleting" })).connectionDetails?.ssh).toEqual([]);
    const odd = await read({ ip: "a b" });
    expect(odd.healthReasons).toEqual([
      "SSH for pretrain jump host is left out: its host is not a plain host name or address",
    ]);
  });

  it("tells operators alone the private addresses", async () => {
    const facts = (await read()).nodes?.flatMap(({ facts = [] }) => facts);
    expect(facts?.map(({ value, operatorValue }) => [value, operatorValue])).toEqual([
      [null, "10.0.0.2"],
      [null, "10.0.0.3"],
    ]);
  });

  it.each([
    [["running", "error"], "degraded", "unhealthy"],
    [["running", "pending"], "degraded", "unknown"],
    [["new", "ordered"], "provisioning", "unknown"],
    [["running", "brand-new"], "degraded", "unknown"],
  ])("with workers that are %j is %s", async (words, status, health) => {
    const worker_nodes = words.map((word, id) => ({ id: `w${id}`, status: word }));
    const reading = await read({ worker_nodes });
    expect([reading.status, reading.health]).toEqual([status, health]);
    if (status === "degraded") expect(reading.healthReasons[0]).toBe("1 of 2 workers not running");
  });

  it("does not say that it has no workers where it does not list them, and is no healthier for a bad one", async () => {
    expect((await read({ worker_nodes: undefined })).nodes).toBeNull();
    const reading = await read({ worker_nodes: [{ id: "w", status: "running" }, { id: {} }] });
    expect([reading.nodes?.length, reading.nodes?.[0]?.gpuCount, reading.health]).toEqual([1, 8, "unknown"]);
  });
});

describe("an instance", () => {
  it("is a cluster of one node, with the terms of its rental", async () => {
    const reading = await readInstance();
    expect(reading).toMatchObject({
      ...{ name: "eval", status: "running", health: "healthy", gpuModel: "A100 SXM4 80GB", gpuCount: 1 },
      rate: { usdMicrosPerHour: 745_124, source: "reported", billing: "full" },
      nodes: [{ id: instance?.id, ...knownAs(instance?.id, "192.0.2.90") }],
      connectionDetails: { ssh: [{ host: "192.0.2.90", user: "root", port: 22 }] },
    });
    expect(reading.facts).toContainEqual({ label: "Rental", value: "Spot: Verda may reclaim it at any time" });
    expect(JSON.stringify(reading)).not.toContain("secret-of-the-sample");
  });

  it("that is a worker of a cluster, even of one that cannot be read, is not shown again", async () => {
    const worker = { ...instance, id: "w-1" };
    expect((await readAll([...clusters], [worker])).map(({ name }) => name)).toEqual(["pretrain"]);
    expect(await readAll([{ ...cluster, id: {} }], [worker])).toEqual([]);
  });

  it("without GPUs has none, and one that does not say how many has an unknown number", async () => {
    const none = await readInstance({ gpu: { description: "", number_of_gpus: 0 } });
    expect([none.gpuModel, none.gpuCount]).toEqual([null, 0]);
    expect((await readInstance({ gpu: null })).gpuCount).toBeNull();
    expect((await readInstance({ gpu: { description: "8x H100 SXM5 80GB" } })).gpuCount).toBe(8);
  });
});

it.each<[string | null, ...unknown[]]>([
  ["new", "provisioning", "unknown", "unknown"],
  ["ordered", "provisioning", "unknown", "unknown"],
  ["provisioning", "provisioning", "unknown", "unknown"],
  ["validating", "provisioning", "unknown", "unknown"],
  ["pending", "provisioning", "unknown", "unknown"],
  ["Running", "running", "healthy", "full"],
  ["offline", "stopped", "unknown", "full"],
  ["deleting", "terminating", "unknown", "unknown"],
  ["discontinued", "terminated", "unknown", "none"],
  ["notfound", "terminated", "unknown", "none"],
  ["error", "error", "unhealthy", "unknown"],
  ["no_capacity", "error", "unhealthy", "unknown"],
  ["unknown", "unknown", "unknown", "unknown"],
  ["hibernating", "unknown", "unknown", "unknown"],
  ["constructor", "unknown", "unknown", "unknown"],
  [null, "unknown", "unknown", "unknown"],
])("reads the state %j as %s, %s, billed %s", async (word, ...expected) => {
  const { status, health, rate } = await readInstance({ status: word });
  expect([status, health, rate.billing]).toEqual(expected);
});

describe("a price", () => {
  it.each([
    ["51.04", 51_040_000],
    [51.04, 51_040_000],
    ["0.1234565", 123_457],
    ["1e-1", 100_000],
    [0, null],
    ["", null],
    [null, null],
    [-1, null],
  ])("of %j is taken exactly", async (price_per_hour, expected) => {
    expect((await read({ price_per_hour })).rate.usdMicrosPerHour).toBe(expected);
  });

  it("in another currency is shown as it is written, and is in no sum", async () => {
    const foreign = { amount: "51.04", currency: "EUR" };
    expect((await read({}, "eur")).rate).toMatchObject({ usdMicrosPerHour: null, source: "none", foreign });
    expect((await read({ currency: "eur" })).rate).toMatchObject({ usdMicrosPerHour: null, foreign });
    expect((await read({ currency: "usd" }, "EUR")).rate).toMatchObject({ usdMicrosPerHour: 51_040_000 });
  });

  it("is unknown while its currency is, and of what is gone it is nothing in any", async () => {
    expect((await read({}, null)).rate).toMatchObject({
      ...{ usdMicrosPerHour: null, source: "none" },
      note: "Verda names a price, and has not said yet in which currency",
    });
    expect((await readInstance({ status: "discontinued" }, "EUR")).rate).toMatchObject({ usdMicrosPerHour: 0 });
  });

  it("goes on while an instance is shut down, and may be a dynamic one", async () => {
    const { rate } = await readInstance({ status: "offline", pricing: "DYNAMIC_PRICE" });
    expect(rate).toMatchObject({ usdMicrosPerHour: 745_124, billing: "full" });
    expect(rate.note).toBe(
      "Verda goes on charging for what is shut down, until it is deleted or hibernated. Dynamic price: Verda changes it from time to time",
    );
  });
});
