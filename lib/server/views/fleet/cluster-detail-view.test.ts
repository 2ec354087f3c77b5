import { expect, it } from "vitest";
import { exampleReading } from "@/lib/testing/example-reading";
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
  ],
});

it.each([
  [undefined, "[registry]/app"],
  ["viewer", "[registry]/app"],
  ["operator", "registry.acme.example/app"],
  ["admin", "registry.acme.example/app"],
] as const)("shows %s a fact that only operators may read in full as: %s", (role, image) => {
  const tracked = { reading, observedAt: NOW, statusSince: NOW, statusMayBeOlder: false, missed: null, details: null };
  const view = clusterDetailView(snapshot, tracked, NOW, role);
  expect(view.facts).toEqual([
    { label: "Image", value: image, group: "Launch configuration" },
    { label: "NVLink", value: "yes", group: null },
  ]);
  expect(JSON.stringify(view).includes("registry.acme.example")).toBe(image === "registry.acme.example/app");
});
