import type { GuestFleet } from "@/lib/contract/guest";
import { guestFleetShape } from "@/lib/contract/shapes/guest-fleet";
import type { AnswerSchema } from "../request";
import { type StableFleet, stableFleet } from "../stable-fleet";
import { accountFromGuest, clusterFromGuest } from "./from-guest";

/** A share link's fleet in the shape that pages expect, merged into the one before. */
export function guestFleet(previous: StableFleet | undefined, shared: GuestFleet, showsCosts: boolean): StableFleet {
  return stableFleet(previous, {
    ...shared,
    // Without costs, nothing needs it.
    billingTimeZone: shared.billingTimeZone ?? "UTC",
    accounts: shared.accounts.map(accountFromGuest),
    clusters: shared.clusters.map((cluster) => clusterFromGuest(cluster, showsCosts)),
  });
}

/** Reads one answer, with nothing before it. */
export function guestFleetReader(showsCosts: boolean): AnswerSchema<StableFleet> {
  return {
    safeParse(value) {
      const answer = guestFleetShape.safeParse(value);
      return answer.success ? { success: true, data: guestFleet(undefined, answer.data, showsCosts) } : answer;
    },
  };
}
