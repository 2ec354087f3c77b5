"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { notify } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/overlay/sheet";
import type { ChannelType } from "@/lib/contract/alerts/alert-channels";
import { freeId } from "@/lib/domain/text/free-id";
import { addChannel, channelsQuery } from "@/lib/queries/alerts/channels-query";
import { type ChannelDraft, newDraft, settingsOf } from "./channel-draft";
import { ChannelForm } from "./channel-form";

interface NewChannelProps {
  types: readonly ChannelType[];
  /** The ids of the channels that there are. */
  taken: readonly string[];
  onClose: () => void;
}

/** Asks for the kind of channel first, then for what that kind needs. */
export function NewChannel({ types, taken, onClose }: NewChannelProps) {
  const [type, setType] = useState<ChannelType | null>(null);
  return (
    <Sheet title={type === null ? "Add a channel" : `Add ${type.label}`} onClose={onClose}>
      {type === null ? (
        <ul className="grid gap-2 sm:grid-cols-2">
          {types.map((candidate) => (
            <li key={candidate.type}>
              <button
                type="button"
                onClick={() => setType(candidate)}
                className="flex h-full w-full flex-col rounded-lg border border-line px-3.5 py-3 text-left hover:border-line-strong hover:bg-raised"
              >
                <span className="font-semibold">{candidate.label}</span>
                <span className="text-sm text-muted">{candidate.form.about}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <NewChannelForm type={type} taken={taken} onClose={onClose} />
      )}
    </Sheet>
  );
}

function NewChannelForm({ type, taken, onClose }: Omit<NewChannelProps, "types"> & { type: ChannelType }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<ChannelDraft>(newDraft(type));
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ label, values, minSeverity, rules, accounts, show }: ChannelDraft) =>
      addChannel({
        ...settingsOf(type.form.fields, values),
        ...{ id: freeId(label, type.type, taken), type: type.type, label, minSeverity, show },
        ...(rules !== null && { rules: [...rules] }),
        ...(accounts !== null && { accounts: [...accounts] }),
      }),
    networkMode: "always",
    onSuccess: async () => {
      notify(`“${draft.label}” is added. Send a test to see that it works`);
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
      onClose();
    },
  });
  return (
    <ChannelForm
      form={type.form}
      draft={draft}
      kept={null}
      submit="Add the channel"
      isPending={isPending}
      error={error}
      onChange={setDraft}
      onSubmit={() => mutate(draft)}
    />
  );
}
