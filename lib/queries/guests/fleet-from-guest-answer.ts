import type { Fleet } from "@/lib/contract/fleet";
import type { GuestFleet } from "@/lib/contract/guest";
import { guestFleetShape } from "@/lib/contract/shapes/guest-fleet";
import { accountFromGuest, clusterFromGuest } from "./from-guest";

/** A share link's fleet in the shape that pages expect; `null` for anything else than its answer. */
export function fleetFromGuestAnswer(value: unknown, showsCosts: boolean): Fleet | null {
  const answer = guestFleetShape.safeParse(value);
  return answer.success ? fleetFromGuest(answer.data, showsCosts) : null;
}

function fleetFromGuest(shared: GuestFleet, showsCosts: boolean): Fleet {
  return {
    ...shared,
    // Without costs, nothing needs it.
    billingTimeZone: shared.billingTimeZone ?? "UTC",
    accounts: shared.accounts.map(accountFromGuest),
    clusters: shared.clusters.map((cluster) => clusterFromGuest(cluster, showsCosts)),
  };
}
