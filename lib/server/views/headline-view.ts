import "server-only";
import type { Fleet } from "@/lib/contract/fleet";
import { accountTroubles } from "@/lib/domain/account";
import type { EpochMs } from "@/lib/domain/cluster";
import { headlineOf } from "@/lib/domain/headline";
import { markedClusters } from "./marked-clusters";

/** The fleet page's sentence as its program will say it, most important first. */
export function headlineView(fleet: Fleet, now: EpochMs): [string, ...string[]] {
  const { connections } = fleet;
  return headlineOf({ clusters: markedClusters(fleet, now), connections, accounts: accountTroubles(connections, now) });
}
