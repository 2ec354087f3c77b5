import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { sshConfig } from "@/lib/domain/connect/ssh";
import { type AnsweredCase, readCase } from "@/lib/testing/adapters/answered-case";
import podCpuNode from "./cases/pod-cpu-node.json";
import podMultiNode from "./cases/pod-multi-node.json";
import podPriceText from "./cases/pod-price-text.json";
import podSpot from "./cases/pod-spot.json";
import podSshByPortMapping from "./cases/pod-ssh-by-port-mapping.json";
import podSshHostColonPort from "./cases/pod-ssh-host-colon-port.json";
import podTerminatedSsh from "./cases/pod-terminated-ssh.json";
import podWithoutId from "./cases/pod-without-id.json";
import { primeIntellect } from "./index";

async function onlyOf(answered: AnsweredCase): Promise<ClusterReading> {
  const [cluster, ...others] = (await readCase(primeIntellect, answered)).clusters;
  return cluster && others.length === 0 ? cluster : expect.fail("expected one cluster");
}

describe("answers that real servers give", () => {
  it("count no GPU for a CPU node", async () => {
    expect(await onlyOf(podCpuNode)).toMatchObject({ name: "cpu", gpuModel: null, gpuCount: 0 });
  });

  it("have a node and an alias of its own for each machine of a pod", async () => {
    const { nodes, name, gpuCount, connectionDetails } = await onlyOf(podMultiNode);
    expect(nodes).toHaveLength(2);
    expect(gpuCount).toBe(16);
    const config = sshConfig(name, connectionDetails?.ssh ?? [], "known_hosts.x");
    expect(config.match(/^Host .*$/gm)).toEqual(["Host multi-1", "Host multi-2"]);
    expect(config.match(/HostName .*$/gm)).toEqual(["HostName 192.0.2.8", "HostName 192.0.2.9"]);
  });

  it("give prices as text", async () => {
    expect(await onlyOf(podPriceText)).toMatchObject({
      ...{ name: "ptest", status: "running", gpuCount: 8, rate: { usdMicrosPerHour: 19_920_000 } },
      connectionDetails: { ssh: [{ host: "192.0.2.7", port: 22, user: "root" }] },
    });
  });

  it("name spot", async () => {
    const { rate, facts } = await onlyOf(podSpot);
    expect(rate).toMatchObject({ usdMicrosPerHour: 19_920_000, note: "Spot: the price that is billed may differ" });
    expect(facts).toContainEqual({ label: "Rental", value: "Spot: it may be reclaimed at any time" });
    expect(facts).toContainEqual({ label: "Restarts by itself", value: "yes" });
  });

  it.each([
    ["the port that is forwarded to SSH", podSshByPortMapping, 40_002],
    ["user@host:port", podSshHostColonPort, 2_200],
  ])("lead in by %s", async (_, answered, port) => {
    expect((await onlyOf(answered)).connectionDetails?.ssh).toMatchObject([{ host: "192.0.2.7", port, user: "root" }]);
  });

  it("offer no way into a pod that is terminated", async () => {
    const { status, rate, connectionDetails } = await onlyOf(podTerminatedSsh);
    expect([status, rate.usdMicrosPerHour, connectionDetails?.ssh]).toEqual(["terminated", 0, []]);
  });

  it("show a pod without an id by its cluster's", async () => {
    expect(await onlyOf(podWithoutId)).toMatchObject({
      ...{ providerClusterId: "cl-1", name: "ptest", status: "running", rate: { usdMicrosPerHour: 19_920_000 } },
      connectionDetails: { ssh: [{ host: "192.0.2.7" }] },
    });
  });
});
