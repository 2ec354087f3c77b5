"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/text-field";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ChannelForm as FormDescription } from "@/lib/domain/alerts/channel-form";
import { RequestError } from "@/lib/queries/request";
import type { ChannelDraft } from "./channel-draft";
import { RoutingFields } from "./routing-fields";
import { SettingField } from "./setting-field";

interface ChannelFormProps {
  form: FormDescription;
  draft: ChannelDraft;
  /** Whether secrets that are left empty stay as they are, and how they end, if that is known. */
  kept: { secret: string | null } | null;
  submit: string;
  isPending: boolean;
  error: Error | null;
  onChange: (draft: ChannelDraft) => void;
  onSubmit: () => void;
}

/** A channel's name, the settings of its type, and what it is told of. */
export function ChannelForm({ form, draft, kept, submit, isPending, error, onChange, onSubmit }: ChannelFormProps) {
  const problems = error instanceof RequestError ? (error.more.fields ?? {}) : {};

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit();
  }

  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <p className="text-muted">{form.about}</p>
      <TextField
        label="Name"
        required
        maxLength={80}
        autoComplete="off"
        value={draft.label}
        onChange={({ target }) => onChange({ ...draft, label: target.value })}
      />
      {form.fields.map((field) => (
        <SettingField
          key={field.name}
          field={field}
          value={draft.values[field.name] ?? ""}
          kept={kept}
          problem={problems[field.name]}
          onChange={(value) => onChange({ ...draft, values: { ...draft.values, [field.name]: value } })}
        />
      ))}
      <RoutingFields draft={draft} onChange={onChange} />
      <ProblemLine error={error} otherwise="The channel could not be stored." />
      <Button type="submit" variant="primary" disabled={isPending} className="self-end">
        {submit}
      </Button>
    </form>
  );
}
