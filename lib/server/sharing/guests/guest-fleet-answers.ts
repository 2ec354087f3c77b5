import "server-only";
import { guestClusterSchema, guestFleetSchema } from "@/lib/contract/guest";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { FleetStore } from "../../poller/fleet-store";
import { createRecentKeys } from "../../security/recent-keys";
import { answerOf, type FleetAnswer } from "../../views/fleet/fleet-answer";
import { fleetView } from "../../views/fleet/fleet-view";
import type { HistorySummary } from "../../views/fleet/history-summary";
import { checkFleet, writeFleet } from "../../views/fleet/write-fleet";
import { type StoredLink, shownKeyOf } from "../links/stored-link";
import type { GuestFleets } from "./guest-fleets";
import { guestRevision } from "./guest-revision";
import type { GuestSummaries } from "./guest-summaries";

interface Sources {
  store: Pick<FleetStore, "revision">;
  guestFleets: GuestFleets;
  guestSummaries: Pick<GuestSummaries, "of">;
  demo: boolean;
  billingTimeZone: string;
  now: () => EpochMs;
}

interface Made {
  storeRevision: string;
  summary: HistorySummary | null;
  /** How long it is valid unless a poll comes; unknown until the answer is made. */
  validUntil: EpochMs;
  answer: Promise<FleetAnswer>;
}

/** `GET /api/shared/{token}/clusters`, made once per link and revision of the fleet: a link may be open on hundreds of screens. */
export interface GuestFleetAnswers {
  of(link: StoredLink): Promise<FleetAnswer>;
}

/** The answer for a large fleet takes a megabyte. */
const MAX_LINKS = 50;

export function createGuestFleetAnswers({
  store,
  guestFleets,
  guestSummaries,
  demo,
  billingTimeZone,
  now,
}: Sources): GuestFleetAnswers {
  const known = createRecentKeys<Made>(MAX_LINKS);

  return {
    async of(link) {
      const summary = await guestSummaries.of(link);
      const storeRevision = store.revision();
      const last = known.get(shownKeyOf(link));
      const isSame = last?.storeRevision === storeRevision && last.summary === summary;
      const current = last && isSame && now() < last.validUntil ? last : begin(link, storeRevision, summary);
      known.set(shownKeyOf(link), current);
      return current.answer;
    },
  };

  function begin(link: StoredLink, storeRevision: string, summary: HistorySummary | null): Made {
    const answer = make(link, summary);
    const made: Made = { storeRevision, summary, validUntil: Number.POSITIVE_INFINITY, answer };
    answer.then(
      ({ validUntil }) => {
        made.validUntil = validUntil;
      },
      () => {
        if (known.get(shownKeyOf(link)) === made) known.delete(shownKeyOf(link));
      },
    );
    return made;
  }

  async function make(link: StoredLink, summary: HistorySummary | null): Promise<FleetAnswer> {
    const snapshots = await guestFleets.snapshots(link);
    const { fleet, validUntil } = await fleetView(snapshots, { now: now(), demo, billingTimeZone, summary });
    const shown = await checkFleet(
      { fleet: guestFleetSchema, cluster: guestClusterSchema },
      { ...fleet, revision: "", billingTimeZone: link.show.costs ? billingTimeZone : undefined },
    );
    return answerOf(shown, {
      validUntil,
      revisionOf: (content) => guestRevision(link, JSON.stringify(content)),
      write: (revision) => writeFleet({ ...shown, revision }),
    });
  }
}
