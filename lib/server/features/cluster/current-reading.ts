import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import type { FleetSource } from "../../http/find-cluster";

/** What was last read of a cluster that the provider has now; `null` for any other, of which only the history may know. */
export function currentReading({ poller }: FleetSource, clusterId: string): ClusterReading | null {
  const account = poller.store.accounts().find(({ id }) => id === accountIdOf(clusterId));
  return account?.clusters.get(clusterId.slice(account.id.length + 1))?.reading ?? null;
}
