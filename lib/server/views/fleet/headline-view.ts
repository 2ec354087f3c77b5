import "server-only";
import type { Fleet } from "@/lib/contract/fleet";
import { billingTroubles } from "@/lib/domain/cluster/account-billing";
import { isOld } from "@/lib/domain/cluster/freshness";
import { headlineOf } from "@/lib/domain/cluster/headline";
import { isShownElsewhere } from "@/lib/domain/cluster/shared/shown-elsewhere";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { markedClusters } from "./marked-clusters";

export interface PastHeadline {
  /** The same as the browser computes, most important first. */
  parts: readonly [string, ...string[]];
  /** When the oldest of the readings that count as reporting was taken. */
  readAt: EpochMs;
}

/** The fleet page's headline. */
export function headlineView(fleet: Pick<Fleet, "accounts" | "clusters">, now: EpochMs): PastHeadline {
  const { accounts } = fleet;
  const shown = fleet.clusters.filter((cluster) => !isShownElsewhere(cluster));
  const clusters = markedClusters({ accounts, clusters: shown }, now);
  const readAts = shown.flatMap(({ observedAt, status }, index) =>
    status === "terminated" || isOld(clusters[index]?.freshness ?? "unknown") ? [] : [Date.parse(observedAt)],
  );
  return {
    parts: headlineOf({ clusters, accounts, billing: billingTroubles(accounts, now) }),
    readAt: Math.min(now, ...readAts),
  };
}
