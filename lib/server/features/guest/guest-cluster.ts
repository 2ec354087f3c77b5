import "server-only";
import type { GuestClusterDetail } from "@/lib/contract/guest";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Application } from "../../http/application";
import { findClusterAmong } from "../../http/find-cluster";
import type { StoredLink } from "../../sharing/links/stored-link";
import { clusterDetailView } from "../../views/fleet/cluster-detail-view";
import { distinctClusterNames, withDistinctName } from "../../views/fleet/distinct-clusters";
import { withFailures } from "../../views/fleet/fleet-view";

/**
 * `GET /api/shared/{token}/clusters/{alias}`. Throws the same 404 for a cluster that the link does not show as for one
 * that does not exist.
 */
export async function guestClusterDetail(
  { guestFleets, guestSummaries }: Pick<Application, "guestFleets" | "guestSummaries">,
  link: StoredLink,
  alias: string,
  now: EpochMs,
): Promise<GuestClusterDetail> {
  const snapshots = await guestFleets.snapshots(link);
  const { snapshot, tracked } = findClusterAmong(snapshots, alias);
  const view = withDistinctName(clusterDetailView(snapshot, tracked, now), distinctClusterNames(snapshots));
  return withFailures(view, await guestSummaries.of(link));
}
