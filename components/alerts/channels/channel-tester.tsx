"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { StatusMark } from "@/components/status/status-mark";
import { Button } from "@/components/ui/button";
import type { Channel } from "@/lib/contract/alerts/alert-channels";
import { channelsQuery, testChannel } from "@/lib/queries/alerts/channels-query";
import { problemText } from "@/lib/queries/request";

/** Sends a test, and shows what the service answered. */
export function ChannelTester({ channel: { id, label } }: { channel: Channel }) {
  const client = useQueryClient();
  const { data, error, mutate, isPending } = useMutation({
    mutationFn: () => testChannel(id),
    networkMode: "always",
    onSettled: () => client.invalidateQueries({ queryKey: channelsQuery.queryKey }),
  });
  return (
    <>
      <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Testing…" : "Send a test"}
        <span className="sr-only"> to {label}</span>
      </Button>
      <p role="status" className="order-last flex min-w-0 basis-full gap-1.5 empty:hidden">
        {data && (
          <>
            <StatusMark mark={data.ok ? "healthy" : "down"} size={14} className="mt-0.5" />
            <span className="min-w-0 break-words">{data.detail}</span>
          </>
        )}
        {error && problemText(error)}
      </p>
    </>
  );
}
