"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { notify } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/overlay/sheet";
import type { Channel, ChannelType } from "@/lib/contract/alerts/alert-channels";
import { changeChannel, channelsQuery } from "@/lib/queries/alerts/channels-query";
import { type ChannelDraft, changedSettings, draftOf } from "./channel-draft";
import { ChannelForm } from "./channel-form";

interface EditChannelProps {
  channel: Channel;
  type: ChannelType;
  onClose: () => void;
}

export function EditChannel({ channel, type: { form }, onClose }: EditChannelProps) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<ChannelDraft>(draftOf(channel, form.fields));
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ label, values, minSeverity, rules, accounts, show }: ChannelDraft) =>
      changeChannel(channel.id, {
        ...changedSettings(form.fields, values),
        ...{ label, minSeverity, show },
        rules: rules && [...rules],
        accounts: accounts && [...accounts],
      }),
    networkMode: "always",
    onSuccess: async () => {
      notify(`“${draft.label}” is changed`);
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
      onClose();
    },
  });
  return (
    <Sheet title={`Edit ${channel.label}`} onClose={onClose}>
      <ChannelForm
        form={form}
        draft={draft}
        kept={channel}
        submit="Save"
        isPending={isPending}
        error={error}
        onChange={setDraft}
        onSubmit={() => mutate(draft)}
      />
    </Sheet>
  );
}
