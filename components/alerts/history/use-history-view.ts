"use client";

import { orElse, text } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import type { AlertsQuery } from "@/lib/contract/alerts/alerts";
import { addDays, isCalendarDate } from "@/lib/domain/time/calendar-date";

const view = { q: orElse(text, ""), from: orElse(text, ""), to: orElse(text, "") };

/** Which past alerts the reader is looking for. It lives in the URL, so that a finding can be shared. */
export function useHistoryView() {
  return useUrlView(view);
}

export type HistoryView = ReturnType<typeof useHistoryView>[0];
export type ChangeHistoryView = ReturnType<typeof useHistoryView>[1];

/** Days in the reader's own time zone, the last one included. */
export function historyQueryOf({ q, from, to }: HistoryView): Omit<AlertsQuery, "before"> {
  return {
    state: "resolved",
    ...(q.trim() !== "" && { q: q.trim() }),
    ...(isCalendarDate(from) && { from: startOf(from) }),
    ...(isCalendarDate(to) && { to: startOf(addDays(to, 1)) }),
  };
}

function startOf(date: string): string {
  return new Date(`${date}T00:00:00`).toISOString();
}
