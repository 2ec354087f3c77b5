import "server-only";
import type { GuestClusterDetail } from "@/lib/contract/guest";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Application } from "../../http/application";
import { findClusterAmong } from "../../http/find-cluster";
import type { StoredLink } from "../../sharing/links/stored-link";
import { clusterDetailView } from "../../views/fleet/cluster-detail-view";
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
  const { snapshot, tracked } = findClusterAmong(await guestFleets.snapshots(link), alias);
  return withFailures(clusterDetailView(snapshot, tracked, now), await guestSummaries.of(link));
}
