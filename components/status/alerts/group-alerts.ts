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
  return new Map([...found].map(([id, own]) => [id, { alerts: own, ...wordsOf(own) }]));
}

function audibleOf(alerts: readonly FiringAlert[]): AudibleAlerts | null {
  const audible = alerts.filter(({ isSilenced }) => !isSilenced);
  const [worst] = audible;
  if (worst === undefined) return null;
  const count = audible.length;
  return {
    count,
    worst: worst.severity,
    words: count === 1 ? wordsOf(audible).words : `${formatCounted(count, "alert")} firing`,
  };
}

function wordsOf(alerts: readonly FiringAlert[]): Pick<ClusterAlerts, "names" | "words"> {
  const rules = [...new Set(alerts.map(({ rule }) => ruleName(rule)))];
  const names = rules.join(", ");
  return { names, words: `${rules.length === 1 ? "Alert" : "Alerts"}: ${names}` };
}
