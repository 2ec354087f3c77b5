import { describe, expect, it } from "vitest";
import { isHost, knownHostsName, parseSshEndpoint, sshConfig } from "./ssh";

const endpoint = { nodeId: "n1", label: "node-1", host: "203.0.113.7", port: 2222, user: "root" };

function hostsOf(config: string): string[] {
  return [...config.matchAll(/^Host (\S+)$/gm)].map((match) => match[1] ?? "");
}

describe("sshConfig", () => {
  it("gives each cluster its own known hosts, because rented addresses are reused", () => {
    expect(sshConfig("Train 7", [endpoint], knownHostsName("Train 7", "0a1b"))).toBe(
      [
        "Host train-7-node-1",
        "  HostName 203.0.113.7",
        "  Port 2222",
        "  User root",
        "  UserKnownHostsFile ~/.ssh/known_hosts.train-7-0a1b",
        "  StrictHostKeyChecking accept-new",
      ].join("\n"),
    );
  });

  it("does not say the cluster's name twice", () => {
    const nodes = [
      { ...endpoint, label: "train-7-1" },
      { ...endpoint, label: "train-7" },
      { ...endpoint, label: "train-70" },
    ];
    expect(hostsOf(sshConfig("train-7", nodes, "known_hosts.x"))).toEqual(["train-7-1", "train-7", "train-7-train-70"]);
  });

  it("gives each node an alias of its own, even if names have no character that an alias may contain", () => {
    const labels = ["节点一", "节点二", "node 2", "Node-2", "node-2-2"];
    const hosts = hostsOf(
      sshConfig(
        "训练",
        labels.map((label) => ({ ...endpoint, label })),
        "known_hosts.x",
      ),
    );
    expect(new Set(hosts).size).toBe(labels.length);
  });

  it("gives endpoints of one name aliases of their own, none of which is another node's name", () => {
    const labels = ["node", "node", "node-2", "node", "NODE", "n".repeat(80), "n".repeat(90)];
    const hosts = hostsOf(
      sshConfig(
        "train",
        labels.map((label) => ({ ...endpoint, label })),
        "known_hosts.x",
      ),
    );
    expect(new Set(hosts).size).toBe(labels.length);
    expect(hosts.slice(0, 3)).toEqual(["train-node", "train-node-3", "train-node-2"]);
  });

  it("keeps every name within its line", () => {
    const hostile = { ...endpoint, label: "a\nProxyCommand touch /tmp/x" };
    expect(sshConfig("c\n  Include *", [hostile], knownHostsName("c\n  Include *", "0a1b"))).not.toMatch(
      /^\s*(ProxyCommand|Include)\b/m,
    );
  });
});

describe("isHost", () => {
  it.each(["192.0.2.7", "gpu-7.example.net", "2001:db8::7", "::ffff:192.0.2.7", "::1", "node7"])("is %s", (text) => {
    expect(isHost(text)).toBe(true);
  });

  it.each([
    "192.0.2.7:22",
    "192.0.2.7:2200",
    "beef:22",
    "192.0.2",
    "999.0.2.7",
    "1::2::3",
    "2001:db8::7%eth0",
    ":",
    "a:b",
  ])("is not %s, which ssh would look for under another name", (text) => expect(isHost(text)).toBe(false));

  it("is not an address that stands for none: to ssh, that is the reader's own machine", () => {
    expect(["0.0.0.0", "::"].filter(isHost)).toEqual([]);
  });
});

describe("parseSshEndpoint", () => {
  it("takes a port of 0 or none for ssh's own", () => {
    for (const port of [0, null, undefined]) {
      expect(parseSshEndpoint({ ...endpoint, port })).toEqual({ ...endpoint, port: 22 });
    }
  });

  it("takes a relay's user, which names a machine and may begin with a digit", () => {
    const relayed = { ...endpoint, host: "ssh.runpod.io", port: 22, user: "7h9k2m4n6p-64411eb2" };
    expect(parseSshEndpoint(relayed)).toEqual(relayed);
  });

  it("refuses what a shell would read as more than a host, a user or a port, without repeating it", () => {
    for (const bad of [
      { host: "h; rm -rf ~" },
      { host: "-oProxyCommand=x" },
      { user: "$(id)" },
      { user: "-l" },
      { port: 70_000 },
    ]) {
      const refusal = parseSshEndpoint({ ...endpoint, ...bad });
      expect(refusal).toHaveProperty("reason");
      expect(JSON.stringify(refusal)).not.toContain(String(Object.values(bad)[0]));
    }
  });
});
