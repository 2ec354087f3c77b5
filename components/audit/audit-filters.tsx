"use client";

import { SearchField } from "@/components/shell/search-field";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/fields/date-field";
import { AUDIT_ACTIONS } from "@/lib/domain/people/audit";
import { ACTION_WORDS } from "./action-words";
import type { AuditView, ChangeAuditView } from "./use-audit-view";

const NO_FILTER = { action: null, person: "", from: "", to: "" };
const FIELD = "h-8 rounded-md border border-line bg-panel px-2 text-sm text-ink hover:border-line-strong";

interface AuditFiltersProps {
  view: AuditView;
  onChange: ChangeAuditView;
}

export function AuditFilters({ view, onChange }: AuditFiltersProps) {
  const isFiltered = view.action !== null || view.person !== "" || view.from !== "" || view.to !== "";
  return (
    <>
      <SearchField label="Search people" value={view.person} onChange={(person) => onChange({ person })} />
      <select
        aria-label="Action"
        value={view.action ?? ""}
        onChange={({ target }) => onChange({ action: AUDIT_ACTIONS.find((action) => action === target.value) ?? null })}
        className={FIELD}
      >
        <option value="">All actions</option>
        {AUDIT_ACTIONS.map((action) => (
          <option key={action} value={action}>
            {ACTION_WORDS[action]}
          </option>
        ))}
      </select>
      <DateField label="From" value={view.from} onChange={(from) => onChange({ from })} />
      <DateField label="To" value={view.to} onChange={(to) => onChange({ to })} />
      {isFiltered && (
        <Button variant="ghost" onClick={() => onChange(NO_FILTER)}>
          Clear
        </Button>
      )}
    </>
  );
}
