"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { NotUpdated } from "@/components/status/not-updated";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Skeleton } from "@/components/ui/skeleton";
import { channelsQuery } from "@/lib/queries/alerts/channels-query";
import { problemText } from "@/lib/queries/request";
import { EnablePush } from "../push/enable-push";
import { ChannelRow } from "./channel-row";

const loadNew = () => patiently(() => import("./new-channel").then(({ NewChannel }) => ({ default: NewChannel })));
const NewChannel = lazy(loadNew);

/** Through which services people hear of alerts; for admins. */
export function ChannelsPage() {
  const [isAdding, setAdding] = useState(false);
  const { data, error, isFetching, refetch } = useQuery(channelsQuery);
  const add = (
    <Button variant="primary" disabled={data === undefined} onPointerEnter={loadNew} onClick={() => setAdding(true)}>
      <Plus size={15} aria-hidden />
      Add a channel
    </Button>
  );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Channels</h1>
          <p className="mt-1 max-w-prose text-sm text-muted">
            Where people hear of alerts. One channel is enough: each cause is one message, said again while it lasts,
            and once more when it is over. Addresses and tokens are never shown again.
          </p>
        </div>
        {data !== undefined && data.channels.length > 0 && add}
      </div>
      {data !== undefined && <NotUpdated error={error} />}
      {data === undefined && error === null && <Skeleton className="h-40" />}
      {data === undefined && error !== null && (
        <RetryCallout title="The channels cannot be read" isRetrying={isFetching} onRetry={() => void refetch()}>
          {problemText(error)}
        </RetryCallout>
      )}
      {data?.channels.length === 0 && (
        <div className="rounded-lg border border-line border-dashed px-6 py-10 text-sm text-muted">
          <p className="text-base font-semibold text-ink">No channels yet</p>
          <p className="mt-1 mb-4">
            Alerts are shown on the Alerts page only. Add a chat, a phone or a mailbox, and somebody hears of them.
          </p>
          {add}
        </div>
      )}
      {data !== undefined && data.channels.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {data.channels.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              type={data.types.find(({ type }) => type === channel.type) ?? null}
            />
          ))}
        </ul>
      )}
      <div className="mt-4">
        <EnablePush />
      </div>
      {isAdding && data !== undefined && (
        <Suspense>
          <NewChannel types={data.types} taken={data.channels.map(({ id }) => id)} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </>
  );
}
