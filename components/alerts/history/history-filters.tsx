"use client";

import { SearchField } from "@/components/shell/search-field";
import { Button } from "@/components/ui/button";
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

interface DateFieldProps {
  label: string;
  value: string;
  onChange: (date: string) => void;
}

function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <label className="flex items-center gap-1.5 text-sm text-muted">
      {label}
      <input
        type="date"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="h-8 rounded-md border border-line bg-panel px-2 text-sm text-ink tabular-nums hover:border-line-strong"
      />
    </label>
  );
}
