"use client";

import { lazy, Suspense, useState } from "react";
import { StatusMark } from "@/components/status/status-mark";
import { TryButton } from "@/components/status/try-button";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import { Time } from "@/components/ui/time";
import type { Channel, ChannelType } from "@/lib/contract/alerts/alert-channels";
import { channelsQuery, testChannel } from "@/lib/queries/alerts/channels-query";
import { CHANNEL_LOOKS, routingWords } from "./channel-words";
import { SwitchChannel } from "./switch-channel";

const EditChannel = lazy(() =>
  patiently(() => import("./edit-channel").then(({ EditChannel }) => ({ default: EditChannel }))),
);
const RemoveChannel = lazy(() =>
  patiently(() => import("./remove-channel").then(({ RemoveChannel }) => ({ default: RemoveChannel }))),
);
const ChannelDeliveries = lazy(() =>
  patiently(() => import("./channel-deliveries").then(({ ChannelDeliveries }) => ({ default: ChannelDeliveries }))),
);

interface ChannelRowProps {
  channel: Channel;
  /** `null` for one that no form is for. */
  type: ChannelType | null;
}

export function ChannelRow({ channel, type }: ChannelRowProps) {
  const [open, setOpen] = useState<"edit" | "remove" | "deliveries" | null>(null);
  const { id, label, state, problem, secret, source, lastDeliveryAt } = channel;
  const { mark, word } = CHANNEL_LOOKS[state];
  const isOwn = source === "settings";
  const close = () => setOpen(null);
  return (
    <li className="grid gap-x-6 gap-y-2.5 px-3.5 py-3 text-sm md:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-2 text-base font-semibold">
          <span className="min-w-0 break-words">{label}</span>
          <Badge>{type?.label ?? channel.type}</Badge>
          {source === "file" && <Badge>clusterdeck.yaml</Badge>}
        </h2>
        <p className="text-muted">
          {routingWords(channel)}
          {secret !== null && (
            <>
              {" "}
              · secret ends in <span className="font-mono text-ink">{secret}</span>
            </>
          )}
        </p>
        {source === "file" && (
          <p className="text-muted">It is set in clusterdeck.yaml, and can be changed there only.</p>
        )}
        {source === "demo" && <p className="text-muted">Its messages are shown under Alerts, and sent to nobody.</p>}
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-1.5">
          <StatusMark mark={mark} size={14} />
          <span className="font-medium">{word}</span>
          <span className="text-muted">
            {lastDeliveryAt === null ? (
              "nothing delivered yet"
            ) : (
              <>
                delivered <Time at={Date.parse(lastDeliveryAt)} />
              </>
            )}
          </span>
        </p>
        {problem !== null && <p className="break-words text-muted">{problem}</p>}
      </div>
      <div className="flex flex-wrap items-start gap-2 md:col-span-2">
        <TryButton
          label="Send a test"
          object={`to ${label}`}
          attempt={() => testChannel(id)}
          changes={channelsQuery.queryKey}
        />
        <Button className="h-7" onClick={() => setOpen("deliveries")}>
          Deliveries<span className="sr-only"> to {label}</span>
        </Button>
        {isOwn && (
          <>
            {type !== null && (
              <Button className="h-7" onClick={() => setOpen("edit")}>
                Edit<span className="sr-only"> {label}</span>
              </Button>
            )}
            <SwitchChannel channel={channel} />
            <Button className="h-7" onClick={() => setOpen("remove")}>
              Remove<span className="sr-only"> {label}</span>
            </Button>
          </>
        )}
      </div>
      <Suspense>
        {open === "edit" && type !== null && <EditChannel channel={channel} type={type} onClose={close} />}
        {open === "remove" && <RemoveChannel channel={channel} onClose={close} />}
        {open === "deliveries" && <ChannelDeliveries channel={channel} onClose={close} />}
      </Suspense>
    </li>
  );
}
