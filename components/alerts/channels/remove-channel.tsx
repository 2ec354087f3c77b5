"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import type { Channel } from "@/lib/contract/alerts/alert-channels";
import { channelsQuery, removeChannel } from "@/lib/queries/alerts/channels-query";

interface RemoveChannelProps {
  channel: Channel;
  onClose: () => void;
}

/** Asks for confirmation, since its secrets are gone with it. */
export function RemoveChannel({ channel: { id, label }, onClose }: RemoveChannelProps) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => removeChannel(id),
    networkMode: "always",
    onSuccess: async () => {
      notify(`“${label}” is removed`);
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={`Remove “${label}”?`} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <p>Its messages end at once, those that are waiting too. Its address and tokens are forgotten.</p>
        <ProblemLine error={error} otherwise="The channel could not be removed." />
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="primary" disabled={isPending} onClick={() => mutate()}>
          Remove
        </Button>
      </div>
    </Dialog>
  );
}
