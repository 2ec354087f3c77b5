import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../time/epoch";
import { distinctTime } from "../time/repeated-time";
import { ownZone } from "../time/zone-format";
import { once } from "./once";

// Created on first use, as each is slow, and only once: an Intl object per value leaks in a page that stays open for weeks.
const timeFormat = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat("en-GB", options));
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const TIME = { ...CLOCK, second: "2-digit" } as const;
const SHORT_DATE = { day: "numeric", month: "short" } as const;
const DAY = { ...SHORT_DATE, year: "numeric" } as const;

const integers = once(() => new Intl.NumberFormat("en-US"));
const clockTime = timeFormat(TIME);
const shortTime = timeFormat({ ...SHORT_DATE, ...CLOCK });
const weekdayTime = timeFormat({ weekday: "long", ...CLOCK });
const day = timeFormat(DAY);
const shortDate = timeFormat(SHORT_DATE);
const dateAndTime = timeFormat({ ...TIME, ...DAY, timeZoneName: "short" });

/** "1,234" */
export function formatCount(count: number): string {
  return integers().format(count);
}

/** "2 nodes", "1 node" */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${nounFor(count, singular, plural)}`;
}

/** "node" for one, "nodes" for any other number, where the number is written elsewhere. */
export function nounFor(count: number, singular: string, plural = `${singular}s`): string {
  return count === 1 ? singular : plural;
}

/** How long something has lasted, in at most two units: "14 s", "42 min", "3 h 12 min", "5 d 4 h", "31 d". Negative values count as zero. */
export function formatDuration(durationMs: number): string {
  if (durationMs < HOUR_MS) return formatAge(durationMs);
  if (durationMs < DAY_MS) return twoUnits(durationMs, HOUR_MS, "h", MINUTE_MS, "min");
  if (durationMs < 10 * DAY_MS) return twoUnits(durationMs, DAY_MS, "d", HOUR_MS, "h");
  return formatAge(durationMs);
}

/** "5–9 min", "45 s–2 min", "5 min" */
export function formatDurationRange(minMs: number, maxMs: number): string {
  const [min, max] = [formatDuration(minMs), formatDuration(maxMs)];
  if (min === max) return max;
  const [unit = ""] = max.match(/ \S+$/) ?? [];
  return min.endsWith(unit) ? `${min.slice(0, -unit.length)}–${max}` : `${min}–${max}`;
}

/** How old something is, in one unit: "14 s", "6 min", "3 h", "2 d". Negative values count as zero. */
export function formatAge(ageMs: number): string {
  if (ageMs < MINUTE_MS) return `${Math.max(0, Math.floor(ageMs / SECOND_MS))} s`;
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h`;
  return `${formatCount(Math.floor(ageMs / DAY_MS))} d`;
}

/** "14 s ago"; `null` for what lies ahead, as after a clock was set. */
export function agoWords(ageMs: number): string | null {
  return ageMs < 0 ? null : `${formatAge(ageMs)} ago`;
}

/** How often something happens, in whole seconds up to two minutes: "72 s", "5 min". */
export function formatInterval(intervalMs: number): string {
  return intervalMs < 2 * MINUTE_MS ? `${Math.round(intervalMs / SECOND_MS)} s` : formatAge(intervalMs);
}

/** "20 Nov 2026, 15:04:10 GMT+1": absolute, in the reader's time zone, which is named. */
export function formatTime(time: EpochMs): string {
  return dateAndTime().format(time);
}

/**
 * "20 Nov, 15:04", in the reader's time zone; only below a header that names the zone. What clocks show twice is told apart, here
 * and in the formats below.
 */
export function formatShortTime(time: EpochMs): string {
  return distinctTime(shortTime().format(time), time, ownZone());
}

/** "Saturday 03:10", in the reader's zone, for a moment within the next days. */
export function formatWeekdayTime(time: EpochMs): string {
  return distinctTime(weekdayTime().format(time), time, ownZone());
}

/** "21 Nov 2026", in the reader's zone. */
export function formatDay(time: EpochMs): string {
  return day().format(time);
}

/** "20 Nov", in the reader's zone. */
export function formatShortDate(time: EpochMs): string {
  return shortDate().format(time);
}

/** "15:04:10", for a moment that is clearly today. */
export function formatClock(time: EpochMs): string {
  return distinctTime(clockTime().format(time), time, ownZone());
}

function twoUnits(durationMs: number, largeMs: number, large: string, smallMs: number, small: string): string {
  const whole = Math.floor(durationMs / largeMs);
  const rest = Math.floor((durationMs % largeMs) / smallMs);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}
