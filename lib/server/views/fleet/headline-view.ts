import "server-only";
import type { Fleet } from "@/lib/contract/fleet";
import { accountTroubles } from "@/lib/domain/cluster/account";
import { headlineOf } from "@/lib/domain/cluster/headline";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { markedClusters } from "./marked-clusters";

/** The fleet page's sentence as its program will say it, most important first. */
export function headlineView(fleet: Fleet, now: EpochMs): [string, ...string[]] {
  const { connections } = fleet;
  return headlineOf({ clusters: markedClusters(fleet, now), connections, accounts: accountTroubles(connections, now) });
}
