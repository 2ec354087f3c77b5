import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { sshConfig } from "@/lib/domain/connect/ssh";
import { connectToCase } from "@/lib/testing/odd-answers/connect-to-case";
import { primeIntellect } from "./index";

const { signal } = new AbortController();

async function onlyOf(name: string): Promise<ClusterReading> {
  const [cluster, ...others] = (await connectToCase(primeIntellect, name).readFleet(signal)).clusters;
  return cluster && others.length === 0 ? cluster : expect.fail("expected one cluster");
}

describe("answers that real servers give", () => {
  it("count no GPU for a CPU node", async () => {
    expect(await onlyOf("prime-pod-cpu-node")).toMatchObject({ name: "cpu", gpuModel: null, gpuCount: 0 });
  });

  it("have a node and an alias of its own for each machine of a pod", async () => {
    const { nodes, name, gpuCount, connectionDetails } = await onlyOf("prime-pod-multi-node");
    expect(nodes).toHaveLength(2);
    expect(gpuCount).toBe(16);
    const config = sshConfig(name, connectionDetails?.ssh ?? []);
    expect(config.match(/^Host .*$/gm)).toEqual(["Host multi-1", "Host multi-2"]);
    expect(config.match(/HostName .*$/gm)).toEqual(["HostName 192.0.2.8", "HostName 192.0.2.9"]);
  });

  it("give prices as text", async () => {
    expect(await onlyOf("prime-pod-price-text")).toMatchObject({
      ...{ name: "ptest", status: "running", gpuCount: 8, rate: { usdMicrosPerHour: 19_920_000 } },
      connectionDetails: { ssh: [{ host: "192.0.2.7", port: 22, user: "root" }] },
    });
  });

  it("name spot", async () => {
    const { rate, facts } = await onlyOf("prime-pod-spot");
    expect(rate).toMatchObject({ usdMicrosPerHour: 19_920_000, note: "Spot: the price that is billed may differ" });
    expect(facts).toContainEqual({ label: "Rental", value: "Spot: it may be reclaimed at any time" });
    expect(facts).toContainEqual({ label: "Restarts by itself", value: "yes" });
  });

  it.each([
    ["prime-pod-ssh-by-port-mapping", 40_002],
    ["prime-pod-ssh-host-colon-port", 2_200],
  ])("lead in as %s says", async (name, port) => {
    expect((await onlyOf(name)).connectionDetails?.ssh).toMatchObject([{ host: "192.0.2.7", port, user: "root" }]);
  });

  it("offer no way into a pod that is terminated", async () => {
    const { status, rate, connectionDetails } = await onlyOf("prime-pod-terminated-ssh");
    expect([status, rate.usdMicrosPerHour, connectionDetails?.ssh]).toEqual(["terminated", 0, []]);
  });

  it("show a pod without an id by its cluster's", async () => {
    expect(await onlyOf("prime-pod-without-id")).toMatchObject({
      ...{ providerClusterId: "cl-1", name: "ptest", status: "running", rate: { usdMicrosPerHour: 19_920_000 } },
      connectionDetails: { ssh: [{ host: "192.0.2.7" }] },
    });
  });
});
