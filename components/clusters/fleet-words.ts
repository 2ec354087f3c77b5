import type { Connection } from "@/lib/contract/fleet";
import { accountTroubles } from "@/lib/domain/account";
import type { EpochMs } from "@/lib/domain/cluster";
import { headlineOf } from "@/lib/domain/headline";
import { markedOf, type Reading } from "./reading";

/** The state of the fleet and of its accounts in words, most important first; see `headlineOf`. */
export function fleetWords(
  readings: readonly Reading[],
  connections: readonly Connection[],
  now: EpochMs,
): [string, ...string[]] {
  const clusters = readings.map(({ cluster, freshness }) => markedOf(cluster, freshness));
  return headlineOf({ clusters, connections, accounts: accountTroubles(connections, now) });
}
