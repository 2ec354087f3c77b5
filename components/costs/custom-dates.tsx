import { addDays, dateAt } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { earliestDay } from "./cost-range";
import type { ShownQuery } from "./costs-query-of";
import type { ChangeCostView } from "./use-cost-view";

interface CustomDatesProps {
  query: ShownQuery;
  now: EpochMs;
  onChange: ChangeCostView;
}

/** The first and last day of a range, both included. */
export function CustomDates({ query: { from, to, timeZone }, now, onChange }: CustomDatesProps) {
  const today = dateAt(now, timeZone);
  const last = to === null ? today : addDays(to, -1);
  return (
    <span className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-panel px-2 text-sm">
      <DateInput
        label="First day"
        value={from ?? today}
        min={earliestDay(last)}
        max={last}
        onChange={(date) => onChange({ from: date })}
      />
      <span aria-hidden className="text-muted">
        –
      </span>
      <DateInput label="Last day" value={last} max={today} onChange={(date) => onChange({ to: date })} />
    </span>
  );
}

interface DateInputProps {
  label: string;
  value: string;
  min?: string;
  max: string;
  onChange: (date: string) => void;
}

function DateInput({ label, value, min, max, onChange }: DateInputProps) {
  return (
    <input
      type="date"
      aria-label={label}
      value={value}
      min={min}
      max={max}
      onChange={(event) => event.target.value !== "" && onChange(event.target.value)}
      className="bg-transparent"
    />
  );
}
