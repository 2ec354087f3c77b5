"use client";

import { clsx } from "clsx";
import { useKnownZones } from "@/components/charts/use-known-zones";
import type { WeeklyWindow } from "@/lib/contract/alerts/silences";
import { WEEKDAYS, type Weekday } from "@/lib/domain/alerts/weekly-window";
import { DAY_WORDS, weeklyWords } from "./silence-words";

const FIELD = "h-9 rounded-md border border-line-strong bg-panel px-2 font-normal";

interface WeeklyFieldsProps {
  weekly: WeeklyWindow;
  onChange: (weekly: WeeklyWindow) => void;
}

/** On which days a weekly silence starts, when, and by which clocks. */
export function WeeklyFields({ weekly, onChange }: WeeklyFieldsProps) {
  const { days, start, end, timeZone } = weekly;
  const zones = useKnownZones();
  const toggle = (day: Weekday) =>
    onChange({ ...weekly, days: WEEKDAYS.filter((each) => (each === day) !== days.includes(each)) });
  return (
    <div className="flex flex-col gap-3 text-sm">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="mb-1.5 font-medium">Starts on</legend>
        {WEEKDAYS.map((day) => (
          <label
            key={day}
            className={clsx(
              "cursor-pointer rounded-md border px-2 py-1 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent",
              days.includes(day) ? "border-line-strong bg-raised font-medium" : "border-line text-muted",
            )}
          >
            <input type="checkbox" checked={days.includes(day)} onChange={() => toggle(day)} className="sr-only" />
            {DAY_WORDS[day]}
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <label className="flex flex-col gap-1.5 font-medium">
          From
          <input
            type="time"
            required
            value={start}
            onChange={({ target }) => onChange({ ...weekly, start: target.value })}
            className={FIELD}
          />
        </label>
        <label className="flex flex-col gap-1.5 font-medium">
          To
          <input
            type="time"
            required
            value={end}
            onChange={({ target }) => onChange({ ...weekly, end: target.value })}
            className={FIELD}
          />
        </label>
        <label className="flex min-w-0 flex-col gap-1.5 font-medium">
          Time zone
          <select
            value={timeZone}
            onChange={({ target }) => onChange({ ...weekly, timeZone: target.value })}
            className={`${FIELD} max-w-56`}
          >
            {[...new Set([timeZone, "UTC", ...zones])].map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        </label>
      </div>
      <p className="text-xs text-muted">{days.length === 0 ? "Choose at least one day." : `${weeklyWords(weekly)}.`}</p>
    </div>
  );
}
