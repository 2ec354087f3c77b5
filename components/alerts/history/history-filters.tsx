"use client";

import { SearchField } from "@/components/shell/search-field";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/fields/date-field";
import type { ChangeHistoryView, HistoryView } from "./use-history-view";

interface HistoryFiltersProps {
  view: HistoryView;
  onChange: ChangeHistoryView;
}

export function HistoryFilters({ view: { q, from, to }, onChange }: HistoryFiltersProps) {
  return (
    <>
      <SearchField label="Search past alerts" value={q} onChange={(text) => onChange({ q: text })} />
      <DateField label="From" value={from} onChange={(date) => onChange({ from: date })} />
      <DateField label="To" value={to} onChange={(date) => onChange({ to: date })} />
      {(q !== "" || from !== "" || to !== "") && (
        <Button variant="ghost" onClick={() => onChange(null)}>
          Clear
        </Button>
      )}
    </>
  );
}
