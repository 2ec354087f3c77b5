import { expect, it } from "vitest";
import { alertsWords, clusterAlertWords } from "./cluster-alert-words";
import { firingAlertsOf } from "./firing-alerts";

it("names each rule that fires about a cluster once, worst first, and says nothing where none does", () => {
  expect(clusterAlertWords([])).toBeNull();
  expect(clusterAlertWords(undefined)).toBeNull();
  expect(clusterAlertWords([{ rule: "gpu-fault" }])).toBe("Alert: GPU fault");
  const rules = ["cluster-down", "node-unreachable", "node-unreachable"].map((rule) => ({ rule }));
  expect(clusterAlertWords(rules)).toBe("Alerts: Cluster down, Node unreachable");
});

it("says how many alerts fire, and of a single one which it is, without those that somebody silenced", () => {
  const [idle, budget, quiet] = [
    { rule: "idle", isSilenced: false },
    { rule: "budget", isSilenced: false },
    { rule: "cluster-down", isSilenced: true },
  ] as const;
  expect(alertsWords([quiet])).toBeNull();
  expect(alertsWords([quiet, idle])).toBe("Alert: Idle");
  expect(alertsWords([quiet, idle, budget])).toBe("2 alerts firing");
});

it("finds the alerts of a cluster and of its nodes by its id, in the order in which they came", () => {
  const alert = { accountId: "prime", firingSince: "2026-11-20T15:00:00.000Z", isSilenced: false } as const;
  const all = [
    { ...alert, id: "1", rule: "account-failing", severity: "critical", clusterId: null },
    { ...alert, id: "2", rule: "cluster-down", severity: "critical", clusterId: "prime~a" },
    { ...alert, id: "3", rule: "node-unreachable", severity: "warning", clusterId: "prime~a" },
  ] as const;
  expect([...firingAlertsOf(all).byCluster]).toEqual([["prime~a", [all[1], all[2]]]]);
});
