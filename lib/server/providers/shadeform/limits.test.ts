import { describe, expect, it } from "vitest";
import { readLeniently } from "@/lib/server/providers/read-leniently";
import pending from "./fixtures/instance-pending.json";
import { limitsOf, nearestLimits } from "./limits";
import { instanceSchema } from "./wire";

function read(changes: object) {
  const result = readLeniently(instanceSchema, { ...pending, cost_estimate: "103.4", ...changes }, () => {});
  return result.ok ? limitsOf(result.value) : expect.fail("expected a machine");
}

it("reads a moment and an amount as two limits, with what Shadeform counts as spent", () => {
  const auto_delete = { date_threshold: "2026-01-02T15:04:05-07:00", spend_threshold: "3.14" };
  expect(read({ auto_delete, alert: { spend_threshold: "500" } })).toEqual([
    { action: "delete", at: Date.UTC(2026, 0, 2, 22, 4, 5), spendUsdMicros: null, spentUsdMicros: null, node: null },
    { action: "delete", at: null, spendUsdMicros: 3_140_000, spentUsdMicros: 103_400_000, node: null },
    { action: "alert", at: null, spendUsdMicros: 500_000_000, spentUsdMicros: 103_400_000, node: null },
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

describe("the limits of a cluster's machines", () => {
  const member = (name: string, changes: object) =>
    instanceSchema.parse({ ...pending, id: name, name, cost_estimate: "10", ...changes });
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 2, hour)).toISOString();

  it("are the nearest of each kind, with the machine's name", () => {
    const members = [
      member("a", { alert: { spend_threshold: "50" }, auto_delete: { date_threshold: at(9) } }),
      member("b", { auto_delete: { date_threshold: at(8), spend_threshold: "70" } }),
      member("c", { auto_delete: { spend_threshold: "100" }, cost_estimate: "95" }),
      member("d", {}),
    ];
    expect(
      nearestLimits(members).map(({ action, at: time, spendUsdMicros, node }) => [action, time, spendUsdMicros, node]),
    ).toEqual([
      ["delete", Date.UTC(2026, 0, 2, 8), null, "b"],
      ["delete", null, 100_000_000, "c"],
      ["alert", null, 50_000_000, "a"],
    ]);
  });

  it("are none of machines that go", () => {
    const going = member("a", { status: "deleting", auto_delete: { date_threshold: at(8) } });
    expect(nearestLimits([going])).toEqual([]);
  });
});
