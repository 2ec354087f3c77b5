import { describe, expect, it } from "vitest";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { ProviderError } from "@/lib/server/providers/errors";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import type { CreateFault } from "./fake/create";
import { createFireworksFake } from "./fake/fake";
import sample from "./fixtures/create-cluster.json";
import { fireworks } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const signal = new AbortController().signal;
const order: Order = {
  clusterId: "train-eu",
  displayName: "Training EU",
  eksCluster: {
    awsAccountId: "004815162342",
    region: "eu-central-1",
    clusterName: "fireworks-train-eu",
    metricWriterRole: "arn:aws:iam::004815162342:role/CANARY-metrics",
  },
};

function start() {
  const clock = { now: STARTED_AT };
  const fake = createFireworksFake({ now: () => clock.now, startedAt: STARTED_AT });
  const requests: { method: string; path: string; body: unknown }[] = [];
  const { handle } = fake;
  fake.handle = async (request) => {
    const text = await request.clone().text();
    const path = new URL(request.url).pathname;
    requests.push({ method: request.method, path, body: text && JSON.parse(text) });
    return handle(request);
  };
  const parsed = fireworks.parse({ ...fake.settings, apiKey: fake.apiKey });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake), now: () => clock.now });
  const create = (cluster = order) =>
    client.createCluster?.(cluster, { signal, requireSendable: () => {} }) ??
    expect.fail("expected Fireworks to create clusters");
  const readAfter = async (minutes: number) => {
    clock.now = STARTED_AT + minutes * MINUTE_MS;
    const { clusters } = await client.readFleet(signal);
    return clusters.find(({ providerClusterId }) => providerClusterId === "train-eu");
  };
  return { fake, create, readAfter, requests };
}

it("sends the document's body, and reads the new cluster as one that is being created", async () => {
  const { create, requests } = start();
  const reading = await create();
  expect(requests).toEqual([
    {
      method: "POST",
      path: "/v1/accounts/clusterdeck-demo/clusters",
      body: { clusterId: "train-eu", cluster: { displayName: "Training EU", eksCluster: order.eksCluster } },
    },
  ]);
  expect(reading).toMatchObject({ providerClusterId: "train-eu", name: "Training EU", status: "provisioning" });
  expect(JSON.stringify(reading)).not.toMatch(/CANARY|004815162342/);
});

it("takes the document's sample for a cluster that is being created, since nothing says how far it is", async () => {
  const { fake, create } = start();
  fake.handle = async () => Response.json({ ...sample, name: "accounts/a/clusters/train-eu" });
  expect(await create()).toMatchObject({ status: "provisioning", providerStatus: null, health: "unknown" });
  fake.handle = async () => Response.json({ name: "accounts/a/clusters/train-eu", state: "FAILED" });
  expect(await create()).toMatchObject({ status: "error", providerStatus: "FAILED" });
});

it("is ready, or has failed, when the account is read again later", async () => {
  const { fake, create, readAfter } = start();
  await create();
  expect(await readAfter(1)).toMatchObject({ status: "provisioning", region: { id: "eu-central-1" } });
  expect(await readAfter(4)).toMatchObject({ status: "running" });
  fake.createEndsAs = "FAILED";
  const failed = await readAfter(5);
  expect(failed).toMatchObject({ status: "error", health: "unhealthy" });
  expect(JSON.stringify(failed)).not.toContain("CANARY");
});

it("creates Fireworks' own fake cluster for tests, too", async () => {
  const reading = await start().create({ clusterId: "train-eu", fakeCluster: { location: "nowhere-1" } });
  expect(reading.facts).toEqual([{ label: "Backend", value: "Fireworks' fake cluster, for tests" }]);
});

describe("when it goes wrong", () => {
  it.each<[CreateFault, kind: string, mayHaveActed: boolean, exists: boolean]>([
    [400, "upstream", false, false],
    [401, "auth", false, false],
    [403, "forbidden", false, false],
    [409, "upstream", false, false],
    [429, "rate-limited", false, false],
    ["500-created", "upstream", true, true],
    ["reset-created", "unreachable", true, true],
    ["reset", "unreachable", true, false],
  ])("asks once and says of %s whether the cluster may exist", async (fault, kind, mayHaveActed, exists) => {
    const { fake, create, readAfter, requests } = start();
    fake.createFault = fault;
    const error = await create().catch((reason: unknown) => reason);
    if (!(error instanceof ProviderError)) return expect.fail(`expected a ProviderError, not ${String(error)}`);
    expect(error).toMatchObject({ kind, mayHaveActed });
    expect(`${error.message}${error.stack}`).not.toMatch(/CANARY|004815162342|fw_demo_key/);
    expect(requests).toHaveLength(1);
    expect((await readAfter(1)) !== undefined).toBe(exists);
  });

  it("is told that the id is taken", async () => {
    const { create } = start();
    await create();
    await expect(create()).rejects.toMatchObject({ status: 409, mayHaveActed: false });
    await expect(create({ ...order, clusterId: "prod-us-east" })).rejects.toMatchObject({ status: 409 });
  });
});

it.each([
  ["https://api.fireworks.ai", {}],
  ["https://proxy.example.org/fw", { baseUrl: "https://proxy.example.org/fw/" }],
])("tells where orders go: below %s", (baseUrl, settings) => {
  const { fake } = start();
  const parsed = fireworks.parse({ accountId: "my-team", apiKey: fake.apiKey, ...settings });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake), now: Date.now });
  expect(client.describeCreation?.(order)).toEqual({
    url: `${baseUrl}/v1/accounts/my-team/clusters`,
    keyHeader: "Authorization: Bearer ",
    body: { clusterId: "train-eu", cluster: { displayName: "Training EU", eksCluster: order.eksCluster } },
  });
});
