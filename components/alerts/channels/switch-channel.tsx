"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { ProblemLine } from "@/components/ui/problem-line";
import type { Channel } from "@/lib/contract/alerts/alert-channels";
import { changeChannel, channelsQuery } from "@/lib/queries/alerts/channels-query";

/** Disables a channel, or enables it again: also one that its service has refused for good. */
export function SwitchChannel({ channel: { id, label, state } }: { channel: Channel }) {
  const client = useQueryClient();
  const isDisabled = state === "disabled";
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => changeChannel(id, { enabled: isDisabled }),
    networkMode: "always",
    onSuccess: () => client.invalidateQueries({ queryKey: channelsQuery.queryKey }),
  });
  return (
    <>
      <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
        {isDisabled ? "Enable" : "Disable"}
        <span className="sr-only"> {label}</span>
      </Button>
      <ProblemLine error={error} otherwise="The channel could not be changed." />
    </>
  );
}
