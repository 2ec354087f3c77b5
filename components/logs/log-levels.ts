import type { Logs } from "@/lib/contract/logs";

export type LogLine = Logs["lines"][0];

/** From the least to the most severe. */
const ORDER = [
  "TRACE",
  "DEBUG",
  "INFO",
  "NOTICE",
  "WARN",
  "WARNING",
  "ERROR",
  "CRITICAL",
  "ALERT",
  "EMERGENCY",
  "FATAL",
];

/** A level in a form that can be compared: providers spell the same one differently. */
export function levelOf({ level }: LogLine): string | null {
  return level === null ? null : level.toUpperCase();
}

/** The levels that occur in a log, most severe first, unknown ones last. */
export function levelsIn(lines: readonly LogLine[]): { level: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const level = levelOf(line);
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return [...counts]
    .map(([level, count]) => ({ level, count }))
    .toSorted((one, other) => ORDER.indexOf(other.level) - ORDER.indexOf(one.level));
}

/** A colour for what should catch the eye; the word is always next to it. */
export function levelClass(level: string | null): string {
  const place = level === null ? -1 : ORDER.indexOf(level);
  if (place >= ORDER.indexOf("ERROR")) return "font-semibold text-down";
  return place >= ORDER.indexOf("WARN") ? "font-semibold text-degraded" : "text-muted";
}
