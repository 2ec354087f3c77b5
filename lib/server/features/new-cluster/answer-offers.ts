import "server-only";
import type { Offers } from "@/lib/contract/offers";
import { cheaperOffers } from "@/lib/domain/cluster/offer";
import { nullableIsoTime } from "@/lib/domain/time/iso-time";
import type { Application } from "../../http/application";
import { askProvider } from "../../http/ask-provider";
import { findCluster } from "../../http/find-cluster";

/** `GET /api/clusters/{clusterId}/offers` */
export async function answerOffers(application: Application, clusterId: string): Promise<Offers> {
  const { snapshot, tracked } = findCluster(application, clusterId);
  const isAsked = tracked.reading.onDemand.includes("offers");
  const asked = isAsked ? await askProvider(application.onDemandReads.offers, snapshot, null) : null;
  return {
    offers: cheaperOffers(tracked.reading, asked?.offers ?? []).map((offer) => ({
      cloud: offer.cloud,
      region: offer.region && { id: offer.region.id, label: offer.region.label },
      usdMicrosPerHour: offer.usdMicrosPerHour,
      usdMicrosPerHourLess: offer.usdMicrosPerHourLess,
      conditions: [...offer.conditions],
    })),
    readAt: nullableIsoTime(asked?.readAt ?? null),
  };
}
