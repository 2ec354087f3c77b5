import type { Account } from "@/lib/contract/fleet";
import { billingTroubles } from "@/lib/domain/cluster/account-billing";
import { headlineOf } from "@/lib/domain/cluster/headline";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { markedReading, type Reading } from "./live-cluster";

/** The state of the fleet and its accounts in words, most important first; see `headlineOf`. */
export function fleetWords(
  readings: readonly Reading[],
  accounts: readonly Account[],
  now: EpochMs,
): [string, ...string[]] {
  const clusters = readings.map(markedReading);
  return headlineOf({ clusters, accounts, billing: billingTroubles(accounts, now) });
}
