import { expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { clusterDetailView } from "./cluster-detail-view";

const NOW = Date.UTC(2026, 10, 20, 15);
const snapshot: AccountSnapshot = {
  ...{
    id: "one",
    provider: { id: "shadeform", label: "Shadeform" },
    label: "Shadeform",
    state: "ok",
    canCreate: false,
    paused: null,
  },
  ...{ pollIntervalMs: 15_000, lastSuccessAt: NOW, lastAttemptAt: NOW, nextAttemptAt: NOW },
  ...{ problem: null, warnings: [], billing: null, clusters: new Map(), gone: new Map() },
};
const reading = exampleReading({
  facts: [
    {
      label: "Image",
      value: "[registry]/app",
      operatorValue: "registry.acme.example/app",
      group: "Launch configuration",
    },
    { label: "NVLink", value: "yes" },
    { label: "Public address", value: null, operatorValue: "203.0.113.42" },
  ],
  nodes: [
    exampleNode({
      facts: [
        { label: "Region", value: "canada-1" },
        { label: "Address", value: null, operatorValue: "203.0.113.42" },
      ],
    }),
  ],
});
const tracked = { reading, observedAt: NOW, statusSince: NOW, statusMayBeOlder: false, missed: null, details: null };

it.each([
  [undefined, "[registry]/app"],
  ["viewer", "[registry]/app"],
  ["operator", "registry.acme.example/app"],
  ["admin", "registry.acme.example/app"],
] as const)("shows %s a fact that only operators may read in full as: %s", (role, image) => {
  const view = clusterDetailView(snapshot, tracked, NOW, role);
  expect(view.facts.filter(({ label }) => label !== "Public address")).toEqual([
    { label: "Image", value: image, group: "Launch configuration" },
    { label: "NVLink", value: "yes", group: null },
  ]);
  expect(JSON.stringify(view).includes("registry.acme.example")).toBe(image === "registry.acme.example/app");
});

it.each([
  ["viewer", []],
  ["operator", ["203.0.113.42"]],
] as const)("shows %s of the facts that only operators may read: %j", (role, addresses) => {
  const { facts, nodes } = clusterDetailView(snapshot, tracked, NOW, role);
  const addressesIn = (all: readonly { label: string; value: string }[] = []) =>
    all.flatMap(({ label, value }) => (/address/i.test(label) ? value : []));
  expect(addressesIn(facts)).toEqual(addresses);
  expect(addressesIn(nodes[0]?.facts)).toEqual(addresses);
  expect(nodes[0]?.facts[0]).toEqual({ label: "Region", value: "canada-1" });
});
