import { expect, it } from "vitest";
import pending from "./fixtures/instance-pending.json";
import { limitsOf } from "./limits";
import { instanceSchema } from "./wire";

function read(changes: object) {
  return limitsOf(instanceSchema.parse({ ...pending, cost_estimate: "103.4", ...changes }));
}

it("reads a moment and an amount as two limits, with what Shadeform counts as spent", () => {
  const auto_delete = { date_threshold: "2026-01-02T15:04:05-07:00", spend_threshold: "3.14" };
  expect(read({ auto_delete, alert: { spend_threshold: "500" } })).toEqual([
    { action: "delete", at: Date.UTC(2026, 0, 2, 22, 4, 5), spendUsdMicros: null, spentUsdMicros: null },
    { action: "delete", at: null, spendUsdMicros: 3_140_000, spentUsdMicros: 103_400_000 },
    { action: "alert", at: null, spendUsdMicros: 500_000_000, spentUsdMicros: 103_400_000 },
  ]);
});

it("takes no word of Shadeform's for what another cloud's account has spent", () => {
  expect(read({ shade_cloud: false, alert: { spend_threshold: "500" } })[0]?.spentUsdMicros).toBeNull();
});

it.each([
  null,
  {},
  7,
  { date_threshold: null, spend_threshold: null },
  { date_threshold: "0001-01-01T00:00:00Z", spend_threshold: "0" },
  { date_threshold: "soon", spend_threshold: "-3" },
])("knows of no limit in %j", (auto_delete) => {
  expect(read({ auto_delete })).toEqual([]);
});
