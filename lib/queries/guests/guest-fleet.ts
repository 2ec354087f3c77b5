import { createFleetReader } from "../beside/fleet-reader";
import type { AnswerSchema } from "../request";
import type { StableFleet } from "../stable-fleet";
import { fleetFromGuestAnswer } from "./fleet-from-guest-answer";

/** Reads a share link's answers, merging each into the one before. */
export function guestFleetReader(showsCosts: boolean): AnswerSchema<StableFleet> {
  const kind = showsCosts ? "guests-with-costs" : "guests";
  return createFleetReader(kind, (value) => fleetFromGuestAnswer(value, showsCosts));
}
