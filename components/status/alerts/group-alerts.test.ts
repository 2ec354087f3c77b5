import { expect, it } from "vitest";
import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { groupAlerts } from "./group-alerts";

function firing(rule: string, clusterId: string | null, more: Partial<FiringAlert> = {}): FiringAlert {
  const at = "2026-11-20T15:00:00.000Z";
  return {
    ...{ id: `${rule} ${clusterId}`, rule, severity: "critical", accountId: "prime", clusterId },
    ...{ firingSince: at, isSilenced: false, ...more },
  };
}

it("names each rule that fires about a cluster or its nodes once, worst first, and nothing of others", () => {
  const alerts = [
    firing("account-failing", null),
    firing("cluster-down", "prime~a"),
    firing("node-unreachable", "prime~a", { id: "1" }),
    firing("node-unreachable", "prime~a", { id: "2" }),
    firing("gpu-fault", "prime~b", { isSilenced: true }),
  ];
  const { byCluster } = groupAlerts(alerts, false);
  expect([...byCluster].map(([id, { words }]) => [id, words])).toEqual([
    ["prime~a", "Alerts: Cluster down, Node unreachable"],
    ["prime~b", "Alert: GPU fault"],
  ]);
  expect(byCluster.get("prime~a")?.alerts).toEqual(alerts.slice(1, 4));
});

it("counts what fires without what is silenced, and says of a single alert which it is", () => {
  const quiet = firing("cluster-down", "prime~a", { isSilenced: true });
  const idle = firing("idle", "prime~b", { severity: "warning" });
  const budget = firing("budget", null, { severity: "info" });
  expect(groupAlerts([], false).audible).toBeNull();
  expect(groupAlerts([quiet], false).audible).toBeNull();
  expect(groupAlerts([quiet, idle], false).audible).toEqual({ count: 1, worst: "warning", words: "Alert: Idle" });
  const { audible, isOld } = groupAlerts([quiet, idle, budget], true);
  expect(audible).toEqual({ count: 2, worst: "warning", words: "2 alerts firing" });
  expect(isOld).toBe(true);
});
