import type { UncheckedFleet } from "@/lib/contract/fleet";
import { fleetFromAnswer } from "../fleet-from-answer";
import { fleetFromGuestAnswer } from "../guests/fleet-from-guest-answer";
import { type StableFleet, stableFleet } from "../stable-fleet";
import { type FleetChange, type FleetKind, readChange } from "./fleet-change";
import type { Question, Reply, Unread } from "./reading-thread";

/*
 * The thread beside a page that shows many clusters: it reads each answer, and tells the page what has changed.
 */

const TO_FLEET: Record<FleetKind, (value: unknown) => UncheckedFleet | null> = {
  people: fleetFromAnswer,
  guests: (value) => fleetFromGuestAnswer(value, false),
  "guests-with-costs": (value) => fleetFromGuestAnswer(value, true),
};

const latest = new Map<FleetKind, StableFleet>();

async function changeOf({ kind, base, body }: Unread): Promise<FleetChange | null> {
  const answer = TO_FLEET[kind](JSON.parse(await body.text()));
  if (answer === null) return null;
  const previous = latest.get(kind);
  if (previous?.revision !== base) {
    latest.set(kind, stableFleet(previous, answer));
    return null;
  }
  const { fleet, change } = readChange(previous, answer);
  latest.set(kind, fleet);
  return change;
}

addEventListener("message", async ({ data: { id, ...unread } }: MessageEvent<Question>) => {
  // Whatever is wrong with a body, the page finds out for itself, and says so.
  const change = await changeOf(unread).catch(() => null);
  postMessage({ id, change } satisfies Reply);
});
