import type { RateRow } from "@/components/charts/stacked-rates";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { clockIn } from "../frame/zone-clock";

const QUARTER_HOUR_MS = 900_000;
const TICK_TIMES = ["00:00:00", "06:00:00", "12:00:00", "18:00:00"];

/** The rows from a moment on, starting with the one in force at that moment. */
export function rowsSince(rows: readonly RateRow[], from: EpochMs): RateRow[] {
  const before = rows.findLast(({ at }) => at <= from);
  const after = rows.filter(({ at }) => at > from);
  return before ? [{ ...before, at: from }, ...after] : after;
}

/** The moments in a window at which a quarter of the day begins in a time zone. */
export function quartersOfDay({ from, to }: TimeWindow, timeZone: string): EpochMs[] {
  const first = Math.ceil(from / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  const count = Math.max(0, Math.ceil((to - first) / QUARTER_HOUR_MS));
  return Array.from({ length: count }, (_, index) => first + index * QUARTER_HOUR_MS).filter((at) =>
    TICK_TIMES.includes(clockIn(at, timeZone)),
  );
}
