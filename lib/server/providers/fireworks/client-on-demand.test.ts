import { describe, expect, it } from "vitest";
import { startFireworks } from "@/lib/testing/adapters/start-fireworks";

const signal = new AbortController().signal;
const ON_DEMAND = {
  ...{ name: "accounts/a/deployments/d1", baseModel: "accounts/fireworks/models/m", state: "READY" },
  ...{ replicaCount: 2, desiredReplicaCount: 2, acceleratorType: "NVIDIA_H100_80GB", acceleratorCount: 8 },
  ...{ region: "US_IOWA_1", createTime: "2026-01-01T00:00:00Z" },
};
const NOTHING = { clusters: [], deployments: [], shards: {}, quotas: [] };

describe("deployments on Fireworks' own machines", () => {
  it("shows the deployments on Fireworks' own GPUs of an account without clusters", async () => {
    const { fake, client, readAt, calls } = startFireworks();
    fake.world = () => ({ ...NOTHING, deployments: [{ ...ON_DEMAND, replicaStats: { readyReplicaCount: 2 } }] });
    expect(await readAt(0)).toMatchObject([
      {
        ...{ providerClusterId: "deployment:d1", name: "d1", status: "running", health: "healthy", depth: "complete" },
        ...{ gpuModel: "H100 80GB", gpuCount: 16, region: { id: "us-iowa-1" }, nodes: [] },
        ...{ rate: { usdMicrosPerHour: null, billing: "full" }, createdAt: Date.UTC(2026, 0, 1) },
        deployments: [{ id: "d1", baseModel: "m", replicas: { ready: 2, desired: 2 } }],
      },
    ]);
    fake.world = () => NOTHING;
    expect(await client.readFleet(signal)).toMatchObject({ clusters: [], warnings: [], complete: true });
    expect(calls.filter((call) => call.endsWith("/shards"))).toEqual([]);
  });

  it("reads the details of a deployment that does not tell how many replicas are ready, until it is gone", async () => {
    const { fake, client, readAt } = startFireworks();
    fake.world = () => ({ ...NOTHING, deployments: [ON_DEMAND] });
    const [summary] = (await client.readFleet(signal)).clusters;
    expect(summary).toMatchObject({ depth: "summary", health: "unknown" });
    expect(await readAt(0)).toMatchObject([{ depth: "complete", health: "healthy" }]);
    fake.world = () => NOTHING;
    await client.readFleet(signal);
    expect(summary && (await client.readDetails?.(summary, signal))).toBeNull();
  });

  it("shows deployments also beside a cluster that cannot be read", async () => {
    const { fake, client } = startFireworks();
    fake.world = () => ({ ...NOTHING, clusters: [{ name: "" }], deployments: [ON_DEMAND] });
    const { clusters, unreadable } = await client.readFleet(signal);
    expect([clusters.map(({ name }) => name), unreadable.length]).toEqual([["d1"], 1]);
  });

  it("shows deployments to a key that may not list clusters, but none of those on clusters that it could list before", async () => {
    const { fake, client } = startFireworks();
    const { deployments, ...rest } = fake.world();
    fake.world = () => ({ ...rest, deployments: [...deployments, ON_DEMAND] });
    expect((await client.readFleet(signal)).clusters).toHaveLength(3);
    fake.refused.add("clusters");
    const fleet = await client.readFleet(signal);
    expect(fleet.clusters.map(({ name }) => name)).toEqual(["d1"]);
    expect(fleet).toMatchObject({
      complete: false,
      warnings: [
        expect.stringMatching(/^Clusters could not be read, only on-demand deployments: .*does not allow this key/),
      ],
    });
    fake.world = () => NOTHING;
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("concludes nothing from deployments that are announced and not listed", async () => {
    const { fake, client } = startFireworks();
    const { handle } = fake;
    fake.world = () => ({ ...NOTHING, deployments: [ON_DEMAND] });
    fake.handle = async (request) => {
      const answer = await handle(request);
      return request.url.includes("/deployments") ? Response.json({ ...(await answer.json()), totalSize: 2 }) : answer;
    };
    expect(await client.readFleet(signal)).toMatchObject({
      complete: false,
      warnings: ["There are more deployments than were read, so some are missing here, and GPU counts may be too low"],
    });
  });

  it("takes no deployment for gone while deployments cannot be read", async () => {
    const { fake, client } = startFireworks();
    fake.world = () => ({ ...NOTHING, deployments: [ON_DEMAND] });
    await client.readFleet(signal);
    fake.refused.add("deployments");
    expect(await client.readFleet(signal)).toMatchObject({ clusters: [], complete: false });
    expect(await client.readFleet(signal)).toMatchObject({ clusters: [], complete: false });
  });

  it("shows a deployment on a cluster that is not listed, and leaves its machines to AWS's bill", async () => {
    const { fake, readAt } = startFireworks();
    const cluster = "accounts/a/clusters/elsewhere";
    fake.world = () => ({
      ...NOTHING,
      deployments: [{ ...ON_DEMAND, cluster, replicaStats: { readyReplicaCount: 2 } }],
    });
    expect(await readAt(0)).toMatchObject([{ providerClusterId: "deployment:d1", rate: { note: "Billed by AWS" } }]);
  });
});
