import { expect, it } from "vitest";
import { cluster, instance, NOW, readOne } from "@/lib/testing/adapters/shadeform-lists";
import pending from "./fixtures/instance-pending.json";

it("estimates a booting machine's progress from its usual boot time, and says so", async () => {
  const reading = await readOne([], [pending]);
  expect(reading.nodes?.[0]?.install).toEqual({
    status: "pending",
    progressPercent: 50,
    failure: null,
    estimate: "about 2 min left, usually 3–5 min",
  });
  expect(reading.statusDetail).toBe("about 2 min left, usually 3–5 min");
});

it.each([
  [0, 300, 540, "about 7 min left, usually 5–9 min"],
  [400, 300, 540, "less than a minute left, usually 5–9 min"],
  [560, 300, 540, "longer than usual: 9 min so far, usually 5–9 min"],
  [0, 45, 120, "about 1 min left, usually 45 s–2 min"],
  [0, 300, 300, "about 5 min left, usually 5 min"],
])("says after %d s of usually %d to %d how long it still takes", async (elapsed, min, max, expected) => {
  const createdAt = new Date(NOW - elapsed * 1_000).toISOString();
  const bootTime = { min_boot_in_sec: min, max_boot_in_sec: max };
  const reading = await readOne([], [{ ...pending, created_at: createdAt, boot_time: bootTime }]);
  expect(reading.statusDetail).toBe(expected);
});

it("says for a cluster how long its slowest node takes, beside Shadeform's own words", async () => {
  const boot = { status: "pending", created_at: new Date(NOW).toISOString() };
  const slow = { ...boot, id: "slow", boot_time: { min_boot_in_sec: 600, max_boot_in_sec: 600 } };
  const booting = {
    ...cluster,
    status: "pending",
    instances: [
      { ...instance, ...boot },
      { ...instance, ...slow },
    ],
  };
  expect((await readOne([booting])).statusDetail).toBe("Cluster is provisioning · about 10 min left, usually 10 min");
});

it.each([
  ["long after the usual time", { created_at: "2025-12-01T00:00:00Z" }, 95],
  ["with a creation time in the future", { created_at: "2027-01-01T00:00:00Z" }, null],
  ["without a boot time", { boot_time: null }, null],
  ["with a boot time of zero", { boot_time: { min_boot_in_sec: 0, max_boot_in_sec: 0 } }, null],
  ["without a creation time", { created_at: null }, null],
])("%s never claims the end", async (_, change, expected) => {
  expect((await readOne([], [{ ...pending, ...change }])).nodes?.[0]?.install?.progressPercent).toBe(expected);
});
