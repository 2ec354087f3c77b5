"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/text-field";
import { ProblemLine } from "@/components/ui/problem-line";
import { Segmented } from "@/components/ui/segmented";
import type { AccountProvider } from "@/lib/contract/accounts";
import { RequestError } from "@/lib/queries/request";
import type { SettingsTest } from "@/lib/queries/settings/accounts-query";
import type { AccountDraft } from "./account-draft";
import { MoreSettings } from "./more-settings";
import { SettingField } from "./setting-field";
import { SettingsTester } from "./settings-tester";
import { type AccountField, fieldsOf, waysOf } from "./ways";

interface AccountFormProps {
  provider: AccountProvider;
  draft: AccountDraft;
  /** What becomes of secrets that are left empty, as a sentence; `null` if they have to be entered. */
  keptSecret: string | null;
  /** Why secrets have to be entered although they were entered before, as a sentence. */
  demand?: string | null;
  /** The id that a new account gets if none is entered; `null` for one that has its id. */
  freeId: string | null;
  test: SettingsTest;
  submit: string;
  isPending: boolean;
  /** Why saving or testing was refused. */
  error: Error | null;
  onChange: (draft: AccountDraft) => void;
  /** Called with why a test was refused, or `null` when one begins. */
  onRefused: (error: Error | null) => void;
  onSubmit: () => void;
}

/** An account's label, the settings that its provider asks for, its pace, and a test of all that before it is saved. */
export function AccountForm(props: AccountFormProps) {
  const { provider, draft, keptSecret, demand = null, freeId, test, submit, isPending, error } = props;
  const { onChange, onRefused, onSubmit } = props;
  const form = useRef<HTMLFormElement>(null);
  const ways = waysOf(provider);
  const fields = fieldsOf(provider, draft.way);
  const problems = problemsOf(error);
  const isRare = ({ name, required }: AccountField) => name === provider.addressSetting && !required;
  const shown = ["id", ...fields.map(({ name }) => name)];

  const fieldRow = (field: AccountField) => (
    <SettingField
      key={field.name}
      field={field}
      value={draft.values[field.name] ?? ""}
      whenEmpty={field.isSecret ? keptSecret : null}
      isRequired={field.required && !(field.isSecret && keptSecret !== null)}
      problem={problems[field.name]}
      onChange={(value) => onChange({ ...draft, values: { ...draft.values, [field.name]: value } })}
    />
  );

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className="flex flex-col gap-4"
    >
      <TextField
        label="Label"
        maxLength={60}
        autoComplete="off"
        placeholder={provider.label}
        value={draft.label}
        onChange={({ target }) => onChange({ ...draft, label: target.value })}
        hint="What people see. A team or a purpose tells several accounts here apart."
      />
      {ways.length > 1 && (
        <Segmented
          legend="Set it up by"
          options={ways.map(({ id, label }) => ({ id, content: label }))}
          value={draft.way}
          onChange={(way) => onChange({ ...draft, way })}
        />
      )}
      {demand !== null && (
        <p role="status" className="text-sm">
          {demand}
        </p>
      )}
      {fields.filter((field) => !isRare(field)).map(fieldRow)}
      <MoreSettings draft={draft} freeId={freeId} problems={problems} onChange={onChange}>
        {fields.filter(isRare).map(fieldRow)}
      </MoreSettings>
      {!shown.some((name) => problems[name] !== undefined) && (
        <ProblemLine error={error} otherwise="The account could not be saved." />
      )}
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
        <SettingsTester test={test} isComplete={() => form.current?.reportValidity() ?? false} onRefused={onRefused} />
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? "Saving…" : submit}
        </Button>
      </div>
    </form>
  );
}

/** What the server said is wrong, by the setting. */
function problemsOf(error: Error | null): Readonly<Record<string, string>> {
  return error instanceof RequestError ? (error.more.fields ?? {}) : {};
}
