"use client";

import { useQuery } from "@tanstack/react-query";
import { StatusMark } from "@/components/status/status-mark";
import { Sheet } from "@/components/ui/overlay/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { Channel, ChannelDelivery } from "@/lib/contract/alerts/alert-channels";
import { formatCounted } from "@/lib/domain/text/format";
import { channelDeliveriesQuery } from "@/lib/queries/alerts/channels-query";
import { problemText } from "@/lib/queries/request";
import { DELIVERY_LOOKS, EVENT_WORDS } from "../firing/delivery-words";
import { SendAgain } from "../firing/send-again";

interface ChannelDeliveriesProps {
  channel: Channel;
  onClose: () => void;
}

/** The last messages to a channel, and how each fared. */
export function ChannelDeliveries({ channel: { id, label }, onClose }: ChannelDeliveriesProps) {
  const { data: deliveries, error } = useQuery(channelDeliveriesQuery(id));
  return (
    <Sheet title={`Deliveries to ${label}`} onClose={onClose}>
      {error !== null && <p className="mb-3 text-down">{problemText(error)}</p>}
      {deliveries === undefined && error === null && <Skeleton className="h-40" />}
      {deliveries?.length === 0 && <p className="text-muted">Nothing has been sent yet.</p>}
      <ul className="flex flex-col divide-y divide-line text-sm">
        {deliveries?.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </Sheet>
  );
}

function DeliveryItem({ delivery }: { delivery: ChannelDelivery }) {
  const { id, event, state, attempts, lastError, note, at, titles } = delivery;
  const { mark, word } = DELIVERY_LOOKS[state];
  const outcome = state === "delivered" ? note : lastError;
  return (
    <li className="py-2.5 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StatusMark mark={mark} size={14} />
        <span className="font-medium">
          {word} · {EVENT_WORDS[event]}
        </span>
        <span className="text-muted">
          <Time at={Date.parse(at)} /> · {formatCounted(attempts, "attempt")}
        </span>
        {state === "failed" && event !== "test" && <SendAgain deliveryId={id} />}
      </div>
      {titles.length > 0 && (
        <ul className="mt-0.5 break-words">
          {titles.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      )}
      {outcome !== null && <p className="break-words text-muted">{outcome}</p>}
    </li>
  );
}
