import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { ruleName } from "@/lib/domain/alerts/rule-name";

/** "Alert: Idle", "Alerts: Cluster down, Rate changed", with each rule once; `null` if none fires. */
export function clusterAlertWords(alerts: readonly Pick<FiringAlert, "rule">[] = []): string | null {
  const names = [...new Set(alerts.map(({ rule }) => ruleName(rule)))];
  return names.length === 0 ? null : `${names.length === 1 ? "Alert" : "Alerts"}: ${names.join(", ")}`;
}
