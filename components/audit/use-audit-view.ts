"use client";

import { oneOf, orElse, text } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import type { AuditFilterQuery } from "@/lib/contract/audit";
import { AUDIT_ACTIONS, auditActionOf } from "@/lib/domain/people/audit";
import { addDays, isCalendarDate } from "@/lib/domain/time/calendar-date";

const actions = oneOf(AUDIT_ACTIONS);
/** A bookmark may hold a former word. */
export const auditAction: typeof actions = { ...actions, parse: (written) => actions.parse(auditActionOf(written)) };

const view = { action: auditAction, person: orElse(text, ""), from: orElse(text, ""), to: orElse(text, "") };

/** What the reader is looking for. It lives in the URL, so that a finding can be shared. */
export function useAuditView() {
  return useUrlView(view);
}

export type AuditView = ReturnType<typeof useAuditView>[0];
export type ChangeAuditView = ReturnType<typeof useAuditView>[1];

/** Days in the reader's own time zone, the last one included. */
export function auditFilterOf({ action, person, from, to }: AuditView): AuditFilterQuery {
  return {
    ...(action && { action }),
    ...(person.trim() !== "" && { person: person.trim() }),
    ...(isCalendarDate(from) && { from: startOf(from) }),
    ...(isCalendarDate(to) && { to: startOf(addDays(to, 1)) }),
  };
}

function startOf(date: string): string {
  return new Date(`${date}T00:00:00`).toISOString();
}
