"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { use } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { AccountsContext } from "@/components/status/source/fleet-context";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import { Popover } from "@/components/ui/overlay/popover";
import { MARKS, type Mark } from "@/lib/domain/cluster/mark";
import type { ChangeFleetView, FleetView } from "../use-fleet-view";
import { facetChoices } from "./facet-choices";
import { type Facet, hasValues } from "./fleet-filter";

const LABELS: Record<Facet, string> = {
  status: "Status",
  provider: "Provider",
  account: "Account",
  gpu: "GPU",
  region: "Region",
  tag: "Tag",
};

interface FacetFilterProps {
  facet: Facet;
  readings: readonly Reading[];
  view: FleetView;
  onChange: ChangeFleetView;
}

/** A menu of the values that occur in the fleet. Left out if there is nothing to choose. */
export function FacetFilter({ facet, readings, view, onChange }: FacetFilterProps) {
  const accounts = use(AccountsContext);
  const { isGuest } = useFleetSource();
  const chosen: readonly string[] = view[facet];
  // A single tag is a choice, since most clusters have none.
  if (chosen.length === 0 && !hasValues(readings, facet, facet === "tag" ? 1 : 2)) return null;
  // A guest knows an account by its provider only.
  if (isGuest && facet === "account") return null;

  // Counted only while visible: a closed menu would count the whole fleet on every poll.
  const choices = () => facetChoices(facet, readings, accounts);
  const chosenChoices = chosen.length === 0 ? [] : choices().filter(({ value }) => chosen.includes(value));

  function toggle(value: string) {
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    onChange(facet === "status" ? { status: MARKS.filter((mark) => next.includes(mark)) } : { [facet]: next });
  }

  return (
    <Popover
      label={LABELS[facet]}
      triggerClassName={clsx(
        "inline-flex h-8 max-w-56 shrink-0 items-center gap-1.5 rounded-md border px-2.5 text-sm hover:border-line-strong",
        chosen.length > 0 ? "border-accent bg-panel" : "border-line bg-panel text-muted hover:text-ink",
      )}
      trigger={
        <>
          {LABELS[facet]}
          {chosenChoices.length > 0 && (
            <span className="truncate font-medium text-ink">{chosenChoices.map(({ label }) => label).join(", ")}</span>
          )}
          <ChevronDown size={13} aria-hidden className="shrink-0" />
        </>
      }
      content={() => (
        <div className="min-w-44">
          {choices().map(({ value, label, count }) => (
            <label
              key={value}
              className="flex cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-raised"
            >
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => toggle(value)}
                className="accent-accent"
              />
              {facet === "status" && <FacetMark value={value} />}
              <span className="grow">{label}</span>
              <span className="pl-4 text-xs text-muted">{count}</span>
            </label>
          ))}
        </div>
      )}
    />
  );
}

function FacetMark({ value }: { value: string }) {
  const mark: Mark | undefined = MARKS.find((known) => known === value);
  return mark && <StatusMark mark={mark} size={14} />;
}
