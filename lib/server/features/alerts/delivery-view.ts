import "server-only";
import type { z } from "zod/mini";
import type { channelDeliveriesSchema } from "@/lib/contract/alerts/alert-channels";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { Delivery } from "../../alerts/store/find-deliveries";

type DeliveryView = ToldAlert["deliveries"][number];
type ChannelDeliveryView = z.output<typeof channelDeliveriesSchema>["deliveries"][number];

/** A message about an alert; `null` for a test, which is about none. */
export function deliveryView(delivery: Delivery): DeliveryView | null {
  const { id, channelId, event, state, attempts, at } = delivery;
  if (event === "test") return null;
  return { id, channelId, event, state, attempts, lastError: errorOf(delivery), at: isoTime(at) };
}

export function channelDeliveryView(delivery: Delivery, titles: string[]): ChannelDeliveryView {
  const { id, event, state, attempts, note, at } = delivery;
  return {
    ...{ id, event, state, attempts, titles, at: isoTime(at) },
    lastError: errorOf(delivery),
    note: state === "delivered" ? note : null,
  };
}

function errorOf({ state, note }: Delivery): string | null {
  return state === "delivered" ? null : note;
}
