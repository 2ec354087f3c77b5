import { describe, expect, it } from "vitest";
import { readOne, withInstance } from "@/lib/testing/adapters/shadeform-lists";

describe("connection-details", () => {
  it("takes a DNS name for an address, and 22 where a running instance has no port", async () => {
    const reading = await readOne([withInstance({ ip: "gpu.cloud.example", ssh_port: null })]);
    expect(reading.connectionDetails?.ssh).toMatchObject([{ host: "gpu.cloud.example", port: 22 }]);
  });

  it.each([
    ["a host that is shell code", { ip: "1.2.3.4; rm -rf /" }],
    ["a user that is an option", { ssh_user: "-oProxyCommand=x" }],
    ["no user", { ssh_user: null }],
    ["a port that is none", { ssh_port: 70_000 }],
  ])("leaves out %s, and says so without repeating it", async (_, change) => {
    const reading = await readOne([withInstance(change)]);
    expect(reading.connectionDetails?.ssh).toEqual([]);
    expect(reading.healthReasons).toEqual([expect.stringMatching(/^SSH for cool-gpu-server is left out/)]);
    expect(JSON.stringify(reading)).not.toMatch(/rm -rf|ProxyCommand/);
  });

  it.each(["deleting", "deleted", "DELETED"])(
    "offers no way into a machine that is %s: its address may be another's",
    async (status) => {
      expect(await readOne([withInstance({ status })])).toMatchObject({
        connectionDetails: { ssh: [], ports: [] },
      });
    },
  );

  it.each([0, null, "", "0", "22"])("takes a port of %j for 22", async (ssh_port) => {
    expect((await readOne([withInstance({ ssh_port })])).connectionDetails?.ssh).toMatchObject([{ port: 22 }]);
  });

  it("reads docker's keys of a port mapping, and drops what is no port", async () => {
    const port_mappings = [
      { host_port: 80, container_port: 8000 },
      { internal_port: 8888 },
      { internal_port: 1, external_port: 1e9 },
    ];
    expect((await readOne([withInstance({ port_mappings })])).connectionDetails?.ports).toMatchObject([
      { internalPort: 8000, externalPort: 80 },
    ]);
  });
});
