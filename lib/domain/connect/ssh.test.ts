import { describe, expect, it } from "vitest";
import { parseSshEndpoint, parseSshText, sshCommand, sshConfig } from "./ssh";

const endpoint = { nodeId: "n1", label: "node-1", host: "203.0.113.7", port: 2222, user: "root" };

function hostsOf(config: string): string[] {
  return [...config.matchAll(/^Host (\S+)$/gm)].map((match) => match[1] ?? "");
}

describe("sshConfig", () => {
  it("gives each cluster its own known hosts, because rented addresses are reused", () => {
    expect(sshConfig("Train 7", [endpoint])).toBe(
      [
        "Host train-7-node-1",
        "  HostName 203.0.113.7",
        "  Port 2222",
        "  User root",
        "  UserKnownHostsFile ~/.ssh/known_hosts.train-7",
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
    expect(hostsOf(sshConfig("train-7", nodes))).toEqual(["train-7-1", "train-7", "train-7-train-70"]);
  });

  it("gives each node an alias of its own, even if names have no character that an alias may contain", () => {
    const labels = ["节点一", "节点二", "node 2", "Node-2", "node-2-2"];
    const hosts = hostsOf(
      sshConfig(
        "训练",
        labels.map((label) => ({ ...endpoint, label })),
      ),
    );
    expect(new Set(hosts).size).toBe(labels.length);
  });

  it("keeps every name within its line", () => {
    const hostile = { ...endpoint, label: "a\nProxyCommand touch /tmp/x" };
    expect(sshConfig("c\n  Include *", [hostile])).not.toMatch(/^\s*(ProxyCommand|Include)\b/m);
  });
});

describe("parseSshEndpoint", () => {
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

describe("parseSshText", () => {
  it("reads what Prime Intellect prints, and the command we build ourselves", () => {
    expect(parseSshText("root@135.23.125.123 -p 22")).toEqual({ host: "135.23.125.123", port: 22, user: "root" });
    expect(parseSshText(sshCommand(endpoint))).toEqual({ host: "203.0.113.7", port: 2222, user: "root" });
  });

  it("reads nothing else", () => {
    expect(parseSshText("root@host -p 22 -o ProxyCommand=x")).toBeNull();
  });
});
