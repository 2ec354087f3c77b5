import { expect, it } from "vitest";
import { firewallWords } from "./firewall";

const ssh = { direction: "inbound", protocol: "tcp", port_range: "22", source: "0.0.0.0/0" };

it.each([
  [[ssh], "22/tcp from anywhere"],
  [[{ ...ssh, description: "SSH access" }], "22/tcp from anywhere (SSH access)"],
  [
    [ssh, ssh, { ...ssh, port_range: "8000-8100", source: "10.0.0.0/8" }],
    "22/tcp from anywhere, 8000-8100/tcp from 10.0.0.0/8",
  ],
  [[{ direction: "Egress", protocol: "TCP", port_range: "443", source: "::/0" }], "outbound 443/tcp to anywhere"],
  [[{ protocol: "udp", source: "10.0.0.7" }], "all udp from 10.0.0.7"],
  [[{ protocol: "-1", port_range: "0-65535", source: "any" }], "all traffic from anywhere"],
  [[{ port_range: "53" }], "port 53 from an unnamed place"],
  [[], null],
  [[null, undefined, { direction: "inbound" }], null],
])("puts %j into words", (rules, words) => {
  expect(firewallWords(rules)).toBe(words);
});

it("names the first of very many rules, and counts the others", () => {
  const rules = Array.from({ length: 25 }, (_, index) => ({ ...ssh, port_range: String(index + 1), source: "a" }));
  expect(firewallWords(rules)).toMatch(/^1\/tcp from a, .*, 20\/tcp from a, and 5 more$/);
});
