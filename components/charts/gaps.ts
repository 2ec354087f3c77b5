import type { Costs } from "@/lib/contract/costs";
import { formatDuration } from "@/lib/domain/text/format";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";

/** Times within a window when something was not watched, merged where they touch. */
export function gapsIn({ gaps }: Pick<Costs, "gaps">, window: TimeWindow): TimeWindow[] {
  const inside = gaps
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
export function gapSentences({ gaps }: Pick<Costs, "gaps">, window: TimeWindow): string[] {
  const missing = new Map<string, number>();
  for (const { from, to, label } of gaps) {
    const ms = overlapMs({ from: Date.parse(from), to: Date.parse(to) }, window);
    if (ms > 0) missing.set(label, (missing.get(label) ?? 0) + ms);
  }
  return [...missing].map(([label, ms]) => `No data from ${label} for ${formatDuration(ms)}.`);
}
