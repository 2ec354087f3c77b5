"use client";

import { useId } from "react";
import { Segmented } from "@/components/ui/segmented";
import { formatTime } from "@/lib/domain/text/format";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";

export const EXPIRIES = ["day", "week", "month", "year", "date"] as const;

/** How long a link lasts: one of a few common periods, or until the end of a chosen day. */
export interface Expiry {
  choice: (typeof EXPIRIES)[number];
  /** As given by a date field; empty until chosen. */
  date: string;
}

const LASTS_MS: Record<Exclude<Expiry["choice"], "date">, number> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
};
const OPTIONS = [
  { id: "day", content: "1 day" },
  { id: "week", content: "7 days" },
  { id: "month", content: "30 days" },
  { id: "year", content: "1 year" },
  { id: "date", content: "Date" },
] as const;

/** `null` while no date is chosen. */
export function expiresAt({ choice, date }: Expiry, now: number): number | null {
  if (choice !== "date") return now + LASTS_MS[choice];
  const end = Date.parse(`${date}T23:59:59`);
  return Number.isNaN(end) ? null : end;
}

interface ExpiryPickerProps {
  expiry: Expiry;
  onChange: (expiry: Expiry) => void;
}

export function ExpiryPicker({ expiry, onChange }: ExpiryPickerProps) {
  const dateId = useId();
  const at = expiresAt(expiry, useServerNow(MINUTE_MS));
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">Ends after</p>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          legend="Ends after"
          options={OPTIONS}
          value={expiry.choice}
          onChange={(choice) => onChange({ ...expiry, choice })}
        />
        {expiry.choice === "date" && (
          <>
            <label htmlFor={dateId} className="sr-only">
              Last day
            </label>
            <input
              id={dateId}
              type="date"
              required
              value={expiry.date}
              onChange={(event) => onChange({ ...expiry, date: event.target.value })}
              className="h-8 rounded-md border border-line bg-panel px-2 text-sm"
            />
          </>
        )}
      </div>
      <p className="mt-1 text-xs text-muted">{at === null ? "Choose the last day." : `On ${formatTime(at)}.`}</p>
    </div>
  );
}
