"use client";

import { StatusMark } from "@/components/status/status-mark";
import { Time } from "@/components/ui/time";
import { formatCounted } from "@/lib/domain/text/format";
import { DELIVERY_LOOKS, type Delivery, deliveriesWords, EVENT_WORDS } from "./delivery-words";
import { SendAgain } from "./send-again";

/** What channels were told of an alert: in a line, and one by one for who opens it. */
export function DeliveryList({ deliveries }: { deliveries: readonly Delivery[] }) {
  if (deliveries.length === 0) return <p className="text-sm text-muted">{deliveriesWords(deliveries)}</p>;
  const hasFailed = deliveries.some(({ state }) => state === "failed");
  return (
    <details className="group/deliveries min-w-0 text-sm">
      <summary className="w-fit rounded text-muted hover:text-ink">
        <span className={hasFailed ? "font-medium text-down" : undefined}>{deliveriesWords(deliveries)}</span>
      </summary>
      <ul className="mt-1.5 flex flex-col gap-1.5 border-line border-l-2 pl-3">
        {deliveries.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </details>
  );
}

function DeliveryItem({ delivery: { id, channelId, event, state, attempts, lastError, at } }: { delivery: Delivery }) {
  const { mark, word } = DELIVERY_LOOKS[state];
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <StatusMark mark={mark} size={13} />
      <span className="font-medium">{word}</span>
      <span className="text-muted">
        {EVENT_WORDS[event].toLowerCase()} to {channelId} · {formatCounted(attempts, "attempt")} ·{" "}
        <Time at={Date.parse(at)} />
      </span>
      {state === "failed" && <SendAgain deliveryId={id} />}
      {lastError !== null && state !== "delivered" && (
        <span className="basis-full break-words text-muted">{lastError}</span>
      )}
    </li>
  );
}
