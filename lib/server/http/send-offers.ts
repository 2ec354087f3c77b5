import "server-only";
import { type Offers, offersSchema } from "@/lib/contract/offers";
import { cheaperOffers } from "@/lib/domain/cluster/offer";
import type { Application } from "../application";
import { nullableIsoTime } from "../views/iso-time";
import { askProvider } from "./ask-provider";
import { findCluster } from "./find-cluster";
import { sendJson } from "./send-json";

/** `GET /api/clusters/{clusterId}/offers` */
export async function sendOffers(application: Application, clusterId: string): Promise<Response> {
  const { snapshot, tracked } = findCluster(application, clusterId);
  const isAsked = tracked.reading.onDemand.includes("offers");
  const asked = isAsked ? await askProvider(application.questions.offers, snapshot, null) : null;
  const answer: Offers = {
    offers: cheaperOffers(tracked.reading, asked?.offers ?? []).map((offer) => ({
      cloud: offer.cloud,
      region: offer.region && { id: offer.region.id, label: offer.region.label },
      usdMicrosPerHour: offer.usdMicrosPerHour,
      usdMicrosPerHourLess: offer.usdMicrosPerHourLess,
      conditions: [...offer.conditions],
    })),
    readAt: nullableIsoTime(asked?.readAt ?? null),
  };
  return sendJson(offersSchema, answer);
}
