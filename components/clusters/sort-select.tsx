"use client";

import { FLEET_SORTS, SORT_WORDS } from "./fleet-sort";
import type { ChangeFleetView, FleetView } from "./use-fleet-view";

export function SortSelect({ view, onChange }: { view: FleetView; onChange: ChangeFleetView }) {
  return (
    <label className="flex items-center gap-2 text-sm text-muted">
      <span className="max-lg:sr-only">Sort</span>
      <select
        value={view.sort}
        onChange={(event) => {
          const sort = FLEET_SORTS.find((known) => known === event.target.value);
          if (sort) void onChange({ sort, reverse: false });
        }}
        className="h-8 rounded-md border border-line bg-panel px-2 text-sm text-ink hover:border-line-strong"
      >
        {FLEET_SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_WORDS[sort]}
          </option>
        ))}
      </select>
    </label>
  );
}
