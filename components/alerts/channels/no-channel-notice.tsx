"use client";

import { useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link/link";
import { channelsQuery } from "@/lib/queries/alerts/channels-query";

/** Says that alerts reach nobody, and where to change that. Nothing while there is a channel, or while that is not known. */
export function NoChannelNotice() {
  const { data } = useQuery(channelsQuery);
  if (data === undefined || data.channels.some(({ state }) => state !== "disabled")) return null;
  return (
    <Callout
      icon={<BellOff size={16} aria-hidden className="text-muted" />}
      title="Nobody is told of alerts"
      actions={
        <Link
          href="/settings/channels"
          className="inline-flex h-8 items-center rounded-md bg-accent px-2.5 font-medium text-accent-ink hover:brightness-110"
        >
          Add a channel
        </Link>
      }
    >
      {data.channels.length === 0
        ? "There is no channel yet: a chat, a phone or a mailbox that messages go to. Alerts are only shown here."
        : "Every channel is disabled, so alerts are only shown here."}
    </Callout>
  );
}
