"use client";

import { useQuery } from "@tanstack/react-query";
import { RULE_IDS } from "@/lib/domain/alerts/rule";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import { fleetQuery } from "@/lib/queries/fleet-query";
import type { ChannelDraft } from "./channel-draft";
import { MIN_SEVERITIES } from "./channel-words";
import { SomeOrAll } from "./some-or-all";

interface RoutingFieldsProps {
  draft: ChannelDraft;
  onChange: (draft: ChannelDraft) => void;
}

/** Which alerts a channel is told of, and how much of them. */
export function RoutingFields({ draft, onChange }: RoutingFieldsProps) {
  const { minSeverity, rules, accounts, show } = draft;
  const { data: fleet } = useQuery(fleetQuery);
  return (
    <fieldset className="flex flex-col gap-4 border-line border-t pt-4">
      <legend className="sr-only">What it is told</legend>
      <label className="flex flex-col gap-1.5 text-sm font-medium">
        Tell it of
        <select
          value={minSeverity}
          onChange={({ target }) => {
            const chosen = MIN_SEVERITIES.find(({ id }) => id === target.value);
            if (chosen) onChange({ ...draft, minSeverity: chosen.id });
          }}
          className="h-9 rounded-md border border-line-strong bg-panel px-2 font-normal"
        >
          {MIN_SEVERITIES.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <SomeOrAll
        legend="Rules"
        options={RULE_IDS.map((id) => ({ id, label: ruleName(id) }))}
        chosen={rules}
        onChange={(chosen) => onChange({ ...draft, rules: chosen })}
      />
      <SomeOrAll
        legend="Accounts"
        options={(fleet?.accounts ?? []).map(({ id, label }) => ({ id, label }))}
        chosen={accounts}
        onChange={(chosen) => onChange({ ...draft, accounts: chosen })}
      />
      <fieldset className="text-sm">
        <legend className="font-medium">Messages may say</legend>
        <label className="mt-1 flex cursor-pointer gap-2.5">
          <input
            type="checkbox"
            checked={show.names}
            onChange={({ target }) => onChange({ ...draft, show: { ...show, names: target.checked } })}
            className="accent-accent"
          />
          what clusters and nodes are called
        </label>
        <label className="mt-1 flex cursor-pointer gap-2.5">
          <input
            type="checkbox"
            checked={show.costs}
            onChange={({ target }) => onChange({ ...draft, show: { ...show, costs: target.checked } })}
            className="accent-accent"
          />
          what they cost
        </label>
      </fieldset>
    </fieldset>
  );
}
