import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Application } from "../../http/application";
import { findClusterAmong } from "../../http/find-cluster";
import type { StoredLink } from "../../sharing/links/stored-link";
import { clusterAnswer } from "../../views/fleet/cluster-answer";
import type { FleetAnswer } from "../../views/fleet/fleet-answer";

/**
 * `GET /api/shared/{token}/clusters/{alias}`. Throws the same 404 for a cluster that the link does not show as for one
 * that does not exist.
 */
export async function guestClusterAnswer(
  { guestFleets, guestSummaries }: Pick<Application, "guestFleets" | "guestSummaries">,
  link: StoredLink,
  alias: string,
  now: EpochMs,
): Promise<FleetAnswer> {
  const snapshots = await guestFleets.snapshots(link);
  const { snapshot, tracked } = findClusterAmong(snapshots, alias);
  return clusterAnswer(
    { snapshot, tracked, snapshots, summary: await guestSummaries.of(link) },
    { reader: "guest", now },
  );
}
