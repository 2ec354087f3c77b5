import { expect, it } from "vitest";
import { connectionDetailsView } from "./connection-details-view";

const ssh = [{ nodeId: "n", label: "node", host: "192.0.2.7", port: 22, user: "root" }];

function knownHostsOf(id: string, name: string): string {
  const { sshConfig } = connectionDetailsView({ id, name }, { ssh, ports: [], links: [], kubernetes: null });
  return /UserKnownHostsFile (\S+)$/m.exec(sshConfig)?.[1] ?? "";
}

it("gives each cluster known hosts of its own, whatever clusters are called, and the same ones each time", () => {
  const [long, id] = ["a".repeat(200), "acme~one"];
  const clusters: [id: string, name: string][] = [
    ["acme~one", "train"],
    ["acme~two", "train"],
    ["other~one", "Train!"],
    ["acme~ONE", "train"],
    [`acme~${long}1`, long],
    [`acme~${long}2`, long],
  ];
  const files = clusters.map(([cluster, name]) => knownHostsOf(cluster, name));
  expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(clusters.length);
  for (const file of files) expect(file).toMatch(/^~\/\.ssh\/known_hosts\.[a-z0-9._-]{1,80}$/);
  expect(knownHostsOf(id, "train")).toBe(knownHostsOf(id, "train"));
});

it("tells clusters of one name apart in ssh_config, without giving them other known hosts", () => {
  const details = { ssh, ports: [], links: [], kubernetes: null };
  const named = { id: "acme~one", name: "train", distinctName: "train · Acme" };
  const { sshConfig } = connectionDetailsView(named, details);
  expect(sshConfig).toContain("Host train-acme-node\n");
  expect(sshConfig).toContain(`UserKnownHostsFile ${knownHostsOf("acme~one", "train")}\n`);
});

it("passes on what the provider says of a login and of a port, and null where it says nothing", () => {
  const login = { nodeId: "n1", label: "train-1", host: "203.0.113.7", port: 22, user: "root" };
  const port = { label: "TensorBoard", internalPort: 6_006, externalPort: 32_002, protocol: "tcp" as const, url: null };
  const view = connectionDetailsView(
    { id: "acme~one", name: "train" },
    {
      ssh: [
        { ...login, note: "connected" },
        { ...login, isShellOnly: true },
      ],
      ports: [{ ...port, status: "active" }, port],
      links: [],
      kubernetes: null,
    },
  );
  expect(view.ssh.map(({ note }) => note)).toEqual(["connected", null]);
  expect(view.ssh.map(({ isShellOnly }) => isShellOnly)).toEqual([false, true]);
  expect(view.ports.map(({ status }) => status)).toEqual(["active", null]);
});
