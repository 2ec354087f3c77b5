import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import { formatCounted } from "@/lib/domain/text/format";

/** "Alert: Idle", "Alerts: Cluster down, Rate changed", with each rule once; `null` if none fires. */
export function clusterAlertWords(alerts: readonly Pick<FiringAlert, "rule">[] = []): string | null {
  const names = [...new Set(alerts.map(({ rule }) => ruleName(rule)))];
  return names.length === 0 ? null : `${names.length === 1 ? "Alert" : "Alerts"}: ${names.join(", ")}`;
}

/** "3 alerts firing", or which one it is; those that are silenced are not counted. `null` for none. */
export function alertsWords(alerts: readonly Pick<FiringAlert, "rule" | "isSilenced">[]): string | null {
  const audible = alerts.filter(({ isSilenced }) => !isSilenced);
  return audible.length > 1 ? `${formatCounted(audible.length, "alert")} firing` : clusterAlertWords(audible);
}
