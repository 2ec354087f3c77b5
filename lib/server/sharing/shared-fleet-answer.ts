import "server-only";
import { sharedFleetSchema } from "@/lib/contract/shared";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { type FleetAnswer, serialise } from "../views/fleet-answer";
import { fleetView } from "../views/fleet-view";
import type { GuestFleets } from "./guest-fleets";
import type { GuestSummaries } from "./guest-summaries";
import { sharedRevision } from "./shared-revision";
import type { StoredLink } from "./stored-link";

interface Fleets {
  guestFleets: GuestFleets;
  guestSummaries: GuestSummaries;
  configuration: { demo: boolean };
}

/** `GET /api/shared/{token}/clusters`. */
export async function sharedFleetAnswer(
  { guestFleets, guestSummaries, configuration: { demo } }: Fleets,
  link: StoredLink,
  now: EpochMs,
): Promise<FleetAnswer> {
  const { fleet } = fleetView(await guestFleets.snapshots(link), {
    ...{ now, revision: "", demo },
    summary: await guestSummaries.of(link),
  });
  const { generatedAt, revision: _, ...content } = sharedFleetSchema.parse(fleet);
  const revision = sharedRevision(link, JSON.stringify(content));
  return serialise(revision, Buffer.from(JSON.stringify({ generatedAt, revision, ...content })));
}
