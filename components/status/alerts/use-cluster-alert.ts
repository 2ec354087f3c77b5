import { clusterAlertWords } from "./cluster-alert-words";
import { useFiringAlerts } from "./firing-alerts";

/** What fires about a cluster and its nodes, in words; `null` for nothing. */
export function useClusterAlert(clusterId: string): string | null {
  return clusterAlertWords(useFiringAlerts().byCluster.get(clusterId));
}
