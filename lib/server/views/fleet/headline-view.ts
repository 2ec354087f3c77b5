import "server-only";
import type { Fleet } from "@/lib/contract/fleet";
import { billingTroubles } from "@/lib/domain/cluster/account-billing";
import { headlineOf } from "@/lib/domain/cluster/headline";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { markedClusters } from "./marked-clusters";

/** The fleet page's headline, the same as the browser computes, most important first. */
export function headlineView(fleet: Pick<Fleet, "accounts" | "clusters">, now: EpochMs): [string, ...string[]] {
  const { accounts } = fleet;
  return headlineOf({ clusters: markedClusters(fleet, now), accounts, billing: billingTroubles(accounts, now) });
}
