"use client";

import { FLEET_SORTS, SORT_WORDS } from "@/components/status/fleet-sort";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { ChangeFleetView, FleetView } from "../use-fleet-view";

export function SortSelect({ view, onChange }: { view: FleetView; onChange: ChangeFleetView }) {
  const { showsCosts } = useFleetSource();
  const sorts = FLEET_SORTS.filter((sort) => showsCosts || sort !== "rate");
  return (
    <label className="flex items-center gap-2 text-sm text-muted">
      <span className="max-lg:sr-only">Sort</span>
      <select
        value={view.sort}
        onChange={(event) => {
          const sort = sorts.find((known) => known === event.target.value);
          if (sort) onChange({ sort, reverse: false });
        }}
        className="h-8 rounded-md border border-line bg-panel px-2 text-sm text-ink hover:border-line-strong"
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_WORDS[sort]}
          </option>
        ))}
      </select>
    </label>
  );
}
