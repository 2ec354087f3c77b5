"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { AuditFilterQuery } from "@/lib/contract/audit";
import { AUDIT_ACTIONS, auditActionOf } from "@/lib/domain/people/audit";
import { addDays, isCalendarDate } from "@/lib/domain/time/calendar-date";

const actions = parseAsStringLiteral(AUDIT_ACTIONS);
/** A bookmark may hold a former word. */
export const parseAsAction = createParser({
  parse: (text) => actions.parse(auditActionOf(text)),
  serialize: actions.serialize,
});

const view = {
  action: parseAsAction,
  person: parseAsString.withDefault(""),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
};

/** What the reader is looking for. It lives in the URL, so that a finding can be shared. */
export function useAuditView() {
  return useQueryStates(view);
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
