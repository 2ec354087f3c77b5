"use client";

import { useQuery } from "@tanstack/react-query";
import { nameOf } from "@/components/status/cluster-words";
import { RULE_IDS, SEVERITIES } from "@/lib/domain/alerts/rule";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import { fleetQuery } from "@/lib/queries/fleet-query";
import type { Match } from "./match-choices";

interface MatchFieldsProps {
  match: Match;
  onChange: (match: Match) => void;
}

/** What a silence is about: everything that is chosen must fit. */
export function MatchFields({ match, onChange }: MatchFieldsProps) {
  const { data: fleet } = useQuery(fleetQuery);
  const clusters = fleet?.clusters.filter(
    ({ accountId }) => match.accountId === undefined || accountId === match.accountId,
  );
  return (
    <fieldset className="grid gap-3 text-sm sm:grid-cols-2">
      <legend className="sr-only">What to silence</legend>
      <Choice
        label="Account"
        all="All accounts"
        value={match.accountId}
        options={(fleet?.accounts ?? []).map(({ id, label }) => ({ id, label }))}
        onChange={(accountId) => onChange({ ...match, accountId, clusterId: undefined })}
      />
      <Choice
        label="Cluster"
        all="All clusters"
        value={match.clusterId}
        options={(clusters ?? []).map((cluster) => ({ id: cluster.id, label: nameOf(cluster) }))}
        onChange={(clusterId) => onChange({ ...match, clusterId })}
      />
      <Choice
        label="Rule"
        all="All rules"
        value={match.rule}
        options={RULE_IDS.map((id) => ({ id, label: ruleName(id) }))}
        onChange={(rule) => onChange({ ...match, rule })}
      />
      <Choice
        label="Severity"
        all="All severities"
        value={match.severity}
        options={SEVERITIES.map((id) => ({ id, label: ruleName(id) }))}
        onChange={(severity) => onChange({ ...match, severity })}
      />
    </fieldset>
  );
}

interface ChoiceProps<Id extends string> {
  label: string;
  /** What it says while nothing is chosen. */
  all: string;
  value: Id | undefined;
  options: readonly { id: Id; label: string }[];
  onChange: (id: Id | undefined) => void;
}

function Choice<Id extends string>({ label, all, value, options, onChange }: ChoiceProps<Id>) {
  return (
    <label className="flex min-w-0 flex-col gap-1.5 font-medium">
      {label}
      <select
        value={value ?? ""}
        onChange={({ target }) => onChange(options.find(({ id }) => id === target.value)?.id)}
        className="h-9 w-full min-w-0 rounded-md border border-line-strong bg-panel px-2 font-normal"
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
