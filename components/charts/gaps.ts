import type { Costs } from "@/lib/contract/costs";
import { formatDuration } from "@/lib/domain/text/format";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";
import { zoneTime } from "./zone-time";

type WatchedCosts = Pick<Costs, "gaps" | "watchedFrom" | "from" | "timeZone">;

/**
 * Times within a window when something was not watched, merged where they touch. Before the first reading, nothing was.
 */
export function gapsIn({ gaps, watchedFrom, from: start }: WatchedCosts, window: TimeWindow): TimeWindow[] {
  const beforeHistory = watchedFrom === null ? [] : [{ from: start, to: watchedFrom }];
  const inside = [...beforeHistory, ...gaps]
    .map(({ from, to }) => ({ from: Math.max(window.from, Date.parse(from)), to: Math.min(window.to, Date.parse(to)) }))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
  const joined: TimeWindow[] = [];
  for (const gap of inside) {
    const last = joined.at(-1);
    if (last && gap.from <= last.to) last.to = Math.max(last.to, gap.to);
    else joined.push(gap);
  }
  return joined;
}

/** "No data from Shadeform for 3 h 36 min.", one sentence for each account that was not watched throughout. */
export function gapSentences({ gaps, watchedFrom, timeZone }: WatchedCosts, window: TimeWindow): string[] {
  const missing = new Map<string, number>();
  for (const { from, to, label } of gaps) {
    const ms = overlapMs({ from: Date.parse(from), to: Date.parse(to) }, window);
    if (ms > 0) missing.set(label, (missing.get(label) ?? 0) + ms);
  }
  const sentences = [...missing].map(([label, ms]) => `No data from ${label} for ${formatDuration(ms)}.`);
  if (watchedFrom === null || window.from >= Date.parse(watchedFrom)) return sentences;
  return [`Nothing is known before ${zoneTime(Date.parse(watchedFrom), timeZone, "year and minute")}.`, ...sentences];
}
