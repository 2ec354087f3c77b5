import type { StateInterval } from "@/lib/contract/timeline";
import { type Mark, markOf } from "@/lib/domain/cluster/mark";
import { statusWords } from "@/lib/domain/text/words";
import type { TimeWindow } from "@/lib/domain/time/time-window";

/** A span of time in one state, as drawn. */
export interface TimelineSpan extends TimeWindow {
  mark: Mark;
  /** "Running", "Not watched: running before and after", "No data". */
  words: string;
  observed: boolean;
  interval: StateInterval | null;
}

/** The window as spans without holes: times outside all intervals become "No data", and intervals that look alike are merged. */
export function timelineSpans(intervals: readonly StateInterval[], window: TimeWindow): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  let end = window.from;
  for (const interval of intervals) {
    const from = Math.max(window.from, Date.parse(interval.from));
    const to = Math.min(window.to, Date.parse(interval.to));
    if (from >= to) continue;
    if (from > end) spans.push(unknownSpan({ from: end, to: from }));
    append(spans, spanOf(interval, { from, to }));
    end = to;
  }
  if (end < window.to) spans.push(unknownSpan({ from: end, to: window.to }));
  return spans;
}

function spanOf(interval: StateInterval, window: TimeWindow): TimelineSpan {
  const marked = { ...interval, freshness: "fresh" } as const;
  const words = statusWords(marked);
  return {
    ...window,
    mark: markOf(marked),
    words: interval.observed ? words : `Not watched: ${words.toLowerCase()} before and after`,
    observed: interval.observed,
    interval,
  };
}

function unknownSpan(window: TimeWindow): TimelineSpan {
  return { ...window, mark: "unknown", words: "No data", observed: false, interval: null };
}

function append(spans: TimelineSpan[], span: TimelineSpan): void {
  const last = spans.at(-1);
  const isSame =
    last?.interval &&
    last.words === span.words &&
    last.interval.usdMicrosPerHour === span.interval?.usdMicrosPerHour &&
    last.interval.billing === span.interval.billing;
  if (isSame) last.to = span.to;
  else spans.push(span);
}
