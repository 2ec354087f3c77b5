import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import { formatCounted } from "@/lib/domain/text/format";
import type { AudibleAlerts, ClusterAlerts, FiringAlerts } from "./firing-alerts";

/** What fires, worst first, as the screens mark it. */
export function groupAlerts(alerts: readonly FiringAlert[], isOld: boolean): FiringAlerts {
  return { byCluster: byCluster(alerts), audible: audibleOf(alerts), isOld };
}

function byCluster(alerts: readonly FiringAlert[]): Map<string, ClusterAlerts> {
  const found = new Map<string, FiringAlert[]>();
  for (const alert of alerts) {
    if (alert.clusterId !== null) found.set(alert.clusterId, [...(found.get(alert.clusterId) ?? []), alert]);
  }
  return new Map([...found].map(([id, own]) => [id, { alerts: own, words: namesOf(own) }]));
}

function audibleOf(alerts: readonly FiringAlert[]): AudibleAlerts | null {
  const audible = alerts.filter(({ isSilenced }) => !isSilenced);
  const [worst] = audible;
  if (worst === undefined) return null;
  const count = audible.length;
  return {
    count,
    worst: worst.severity,
    words: count === 1 ? namesOf(audible) : `${formatCounted(count, "alert")} firing`,
  };
}

/** "Alert: Idle", "Alerts: Cluster down, Rate changed", with each rule once. */
function namesOf(alerts: readonly FiringAlert[]): string {
  const names = [...new Set(alerts.map(({ rule }) => ruleName(rule)))];
  return `${names.length === 1 ? "Alert" : "Alerts"}: ${names.join(", ")}`;
}
