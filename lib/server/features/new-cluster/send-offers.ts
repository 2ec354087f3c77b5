import "server-only";
import { type Offers, offersSchema } from "@/lib/contract/offers";
import { cheaperOffers } from "@/lib/domain/cluster/offer";
import { nullableIsoTime } from "@/lib/domain/time/iso-time";
import type { Application } from "../../http/application";
import { askProvider } from "../../http/ask-provider";
import { findCluster } from "../../http/find-cluster";
import { sendJson } from "../../http/send-json";

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
