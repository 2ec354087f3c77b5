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
