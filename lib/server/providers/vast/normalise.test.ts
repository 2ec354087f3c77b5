import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { parseItems } from "@/lib/server/providers/items";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { readingSchema } from "@/lib/testing/reading-schema";
import instanceV0 from "./fixtures/instance-v0.json";
import listV1 from "./fixtures/list-v1.json";
import { toClusterReadings } from "./normalise";
import { instanceSchema } from "./wire";

const [sample] = listV1.instances;

function readAll(...instances: object[]): ClusterReading[] {
  const { items } = parseItems(
    instances,
    instanceSchema,
    () => null,
    () => {},
  );
  expect(items).toHaveLength(instances.length);
  const clusters = toClusterReadings(items);
  for (const cluster of clusters) expect(readingSchema.safeParse(cluster).error?.issues ?? []).toEqual([]);
  return clusters;
}

/** The document's instance with these changes, without a label. */
function read(changes: object = {}): ClusterReading {
  const [cluster] = readAll({ ...sample, label: null, ...changes });
  return cluster ?? expect.fail("expected a cluster");
}

describe("the document's instance", () => {
  const [cluster = expect.fail("expected a cluster")] = readAll(sample ?? {});

  it("is a cluster by its label, running, for its whole price an hour", () => {
    expect(cluster).toMatchObject({
      ...{ providerClusterId: "label:ML Training Job 2025", name: "ML Training Job 2025" },
      ...{ status: "running", providerStatus: "running", health: "healthy", healthReasons: [] },
      ...{ gpuModel: "RTX 4090", gpuCount: 1, region: { label: "California, United States" } },
      rate: { usdMicrosPerHour: 802_100, source: "reported", billing: "full" },
      createdAt: 1_668_804_745_122,
      nodes: [
        {
          id: "312",
          name: "Instance 312",
          ...machineIdsOf({
            ids: [
              ["vast", "312"],
              ["vastai", "312"],
            ],
          }),
        },
      ],
    });
  });

  it("names a second price that it states, after discounts, and does not choose between them", () => {
    expect(cluster.rate.note).toBe(
      "Vast.ai also names $0.5034/h after discounts, and does not say which of the two is charged",
    );
  });

  it("is entered directly by its mapped port and through the relay", () => {
    expect(cluster.connectionDetails?.ssh).toEqual([
      { nodeId: "312", label: "312", host: "192.0.2.45", port: 20_000, user: "root", note: "direct" },
      {
        ...{ nodeId: "312", label: "312 relay", host: "ssh123.vast.ai", port: 10_600, user: "root" },
        ...{ note: "through Vast.ai's relay", isRelay: true },
      },
    ]);
    expect(cluster.connectionDetails?.ports).toMatchObject([
      { nodeId: "312", internalPort: 8_888, externalPort: 8_888, protocol: "tcp" },
    ]);
  });

  it("ends when its host ends the rental", () => {
    const at = Date.UTC(2025, 0, 1);
    expect(cluster.limits).toEqual([{ action: "delete", at, spendUsdMicros: null, spentUsdMicros: null, node: null }]);
  });

  it("tells how busy and how hot its GPUs are", () => {
    expect(cluster.metrics).toEqual([
      { key: "gpu_utilization", label: "GPU utilization", unit: "%", value: 0 },
      { key: "gpu_temperature", label: "GPU temperature", unit: "°C", value: 39 },
    ]);
  });

  it("lets no token, variable, script or argument through", () => {
    for (const secret of ["jupyter-token", "DOG", "hello", "apt update", "10.0.0.5"])
      expect(JSON.stringify(cluster)).not.toContain(secret);
  });
});

it("takes an instance of the older schema, with open ports as numbers, which is entered through the relay", () => {
  const [{ connectionDetails, ...cluster } = expect.fail("expected a cluster")] = readAll(instanceV0);
  expect(cluster).toMatchObject({ providerClusterId: "883", name: "Instance 883", status: "running" });
  expect(cluster.rate).toMatchObject({ usdMicrosPerHour: 1_002_074, note: null });
  expect(connectionDetails?.ssh.map(({ host, port }) => `${host}:${port}`)).toEqual(["ssh2281.vast.ai:10882"]);
  expect(connectionDetails?.ports.map(({ externalPort }) => externalPort)).toEqual([8_080, 8_081]);
});

describe("a state", () => {
  const outcome = (changes: object): unknown[] => {
    const { status, health, rate } = read(changes);
    return [status, health, rate.billing, rate.usdMicrosPerHour, rate.source];
  };
  /** 10.08 GB at $0.15 per GB and month of 720 hours. */
  const disk = 2_100;

  it.each<[string | null, ...unknown[]]>([
    [null, "provisioning", "unknown", "unknown", 802_100, "reported"],
    ["created", "provisioning", "unknown", "unknown", 802_100, "reported"],
    ["loading", "provisioning", "unknown", "unknown", 802_100, "reported"],
    ["running", "running", "healthy", "full", 802_100, "reported"],
    ["Running ", "running", "healthy", "full", 802_100, "reported"],
    ["rebooting", "running", "unknown", "full", 802_100, "reported"],
    ["frozen", "stopped", "unknown", "full", 802_100, "reported"],
    ["exited", "error", "unhealthy", "unknown", 802_100, "reported"],
    ["unknown", "unknown", "unknown", "unknown", 802_100, "reported"],
    ["offline", "error", "unhealthy", "none", 0, "reported"],
    ["hibernating", "unknown", "unknown", "unknown", 802_100, "reported"],
    ["__proto__", "unknown", "unknown", "unknown", 802_100, "reported"],
  ])("of %j is read by the documents' table", (actual_status, ...expected) => {
    expect(outcome({ actual_status })).toEqual(expected);
  });

  it("of stopped bills the disk alone, by the GB and month", () => {
    const stopped = { actual_status: "stopped", cur_state: "stopped", intended_status: "stopped" };
    expect(outcome(stopped)).toEqual(["stopped", "unknown", "reduced", disk, "computed"]);
    expect(outcome({ ...stopped, storage_cost: null })).toEqual(["stopped", "unknown", "reduced", 1_300, "reported"]);
    const unpriced = { ...stopped, storage_cost: null, instance: null };
    expect(outcome(unpriced)).toEqual(["stopped", "unknown", "reduced", null, "none"]);
  });

  it("that is being left is stopping, and one that is being destroyed is terminating", () => {
    expect(outcome({ intended_status: "stopped" })).toEqual(["stopping", "unknown", "full", 802_100, "reported"]);
    expect(read({ cur_state: "unloaded" }).status).toBe("terminating");
  });

  it("that is missing altogether is unknown, not one of an instance that is being made", () => {
    expect(read({ actual_status: undefined, cur_state: undefined }).status).toBe("unknown");
    expect(read({ actual_status: null, cur_state: "brand-new" }).status).toBe("unknown");
  });
});

describe("an interruptible instance", () => {
  const stopped = { is_bid: true, actual_status: "stopped", cur_state: "stopped", intended_status: "stopped" };

  it("is said to be outbid where its bid is below the lowest that runs now", () => {
    const { status, healthReasons, rate } = read({ ...stopped, dph_base: 0.3, min_bid: 0.4 });
    expect([status, rate.billing]).toEqual(["stopped", "reduced"]);
    expect(healthReasons).toEqual(["Instance 312 is outbid: it bids $0.30/h, and needs $0.40/h to run"]);
    expect(read({ ...stopped, dph_base: 0.5, min_bid: 0.4 }).healthReasons).toEqual([]);
  });

  it("asks for attention while it is to run and does not", () => {
    const waiting = read({ ...stopped, intended_status: "running", min_bid: null });
    expect([waiting.status, waiting.health]).toEqual(["stopped", "degraded"]);
    expect(waiting.healthReasons).toEqual(["Instance 312 is interrupted, and waits until its bid is high enough"]);
  });

  it("that is outbid while it is being made is stopped, though its status still says loading", () => {
    expect(read({ ...stopped, actual_status: "loading" }).status).toBe("stopped");
    expect(read({ ...stopped, actual_status: null }).rate.billing).toBe("reduced");
  });

  it("names its terms and the lowest bid", () => {
    const { facts } = read({ is_bid: true, min_bid: 0.296 });
    const fact = (name: string) => facts.find(({ label }) => label === name)?.value;
    expect(fact("Rental")).toBe("Interruptible: Vast.ai stops it when others bid more");
    expect(fact("Lowest bid that runs now")).toBe("$0.296/h");
  });
});

describe("instances of one label", () => {
  const member = (id: number, changes: object = {}) => ({ ...sample, id, label: "train a/b?", ...changes });

  it("are one cluster, whose price and GPUs are theirs together", () => {
    const [cluster, ...others] = readAll(member(1), member(2), { ...sample, id: 3, label: "" });
    expect(others.map(({ providerClusterId }) => providerClusterId)).toEqual(["3"]);
    expect(cluster).toMatchObject({
      ...{ providerClusterId: "label:train a/b?", name: "train a/b?", status: "running", gpuCount: 2 },
      rate: { usdMicrosPerHour: 1_604_200, source: "summed", billing: "full" },
      limits: [{ node: "Instance 1" }],
    });
    expect(cluster?.nodes?.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it.each([
    [["running", "stopped"], "degraded", "full"],
    [["running", "exited"], "degraded", "unknown"],
    [["running", "loading"], "provisioning", "unknown"],
    [["stopped", "stopped"], "stopped", "reduced"],
    [["offline", "offline"], "error", "none"],
    [["running", "unknown"], "degraded", "unknown"],
  ])("that are %j make it %s, which bills %s", (words, status, billing) => {
    const members = words.map((actual_status, id) =>
      member(id, {
        actual_status,
        intended_status: actual_status,
        cur_state: actual_status === "stopped" ? "stopped" : "running",
      }),
    );
    const [cluster] = readAll(...members);
    expect([cluster?.status, cluster?.rate.billing]).toEqual([status, billing]);
    if (status === "degraded") expect(cluster?.healthReasons[0]).toBe("1 of 2 instances not running");
  });

  it("average how busy their GPUs are, by GPU, without those that do not run", () => {
    const [cluster] = readAll(
      member(1, { gpu_util: 90, num_gpus: 3, gpu_temp: 61.26 }),
      member(2, { gpu_util: 50, num_gpus: 1, gpu_temp: 70 }),
      member(3, { gpu_util: 1, gpu_temp: 99, actual_status: "exited" }),
      member(4, { gpu_util: null, gpu_temp: -1 }),
    );
    expect(cluster?.metrics.map(({ value }) => value)).toEqual([80, 70]);
  });

  it("stand alone where the label is no usable id, and say so nowhere", () => {
    const long = "x".repeat(250);
    const ids = readAll(member(1, { label: long }), member(2, { label: "a\u202Eb" }), member(3, { label: "  " }));
    expect(ids.map(({ providerClusterId }) => providerClusterId)).toEqual(["1", "2", "3"]);
  });
});

describe("a way in", () => {
  it("is offered once for both kinds of addresses, and not at all while the instance does not run", () => {
    const twice = [{ HostPort: "20000" }, { HostPort: "20000" }];
    const ports = { "22/tcp": twice, "53/udp": [{ HostPort: "20001" }], "8080/tcp": null, odd: [{ HostPort: "1" }] };
    const { connectionDetails } = read({ ports });
    expect(connectionDetails?.ssh).toHaveLength(2);
    expect(connectionDetails?.ports).toMatchObject([{ internalPort: 53, externalPort: 20_001, protocol: "udp" }]);
    expect(read({ ports, actual_status: "exited" }).connectionDetails).toMatchObject({ ssh: [], ports: [] });
    expect(read({ ports: null, ssh_host: null }).connectionDetails?.ssh).toEqual([]);
  });

  it("is left out with a note if it is not fit for a command", () => {
    const { connectionDetails, healthReasons } = read({ ssh_host: "-oProxyCommand=x", public_ipaddr: "a b" });
    expect(connectionDetails?.ssh).toEqual([]);
    expect(connectionDetails?.notes).toEqual([
      "SSH for Instance 312 is left out: its host is not a plain host name or address",
    ]);
    expect(healthReasons).toHaveLength(2);
  });
});

it("takes far end dates, unknown places and prices of zero for what they are", () => {
  const cluster = read({ end_date: 9_999_999_999, geolocation: ", US", dph_total: 0, gpu_temp: null, gpu_util: -1 });
  expect(cluster).toMatchObject({ limits: [], region: { label: "US" }, metrics: [] });
  expect(cluster.rate).toMatchObject({ usdMicrosPerHour: null, source: "none" });
});
