import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "./epoch";
import { zoneFormat } from "./zone-format";

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
const clocks = zoneFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", ...CLOCK });
const zoneName = zoneFormat("en-GB", { timeZoneName: "short", hour: "2-digit", hourCycle: "h23" });

/** What a time zone is called at a moment: "CEST" in summer, "CET" in winter. */
export function zoneAbbreviation(at: EpochMs, timeZone: string): string {
  const parts = zoneName(timeZone).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/**
 * A time as the clocks of a time zone show it, told apart if they show it twice because they were set back: "02:00 CEST" an hour
 * before "02:00 CET".
 */
export function distinctTime(words: string, at: EpochMs, timeZone: string): string {
  return isRepeated(at, timeZone) ? `${words} ${zoneAbbreviation(at, timeZone)}` : words;
}

const MAX_CACHED = 10_000;
const repeatedMinutes = new Map<string, boolean>();

/** Clocks are set at whole minutes, so what is true of one moment is true of its minute: a log tells many times of the same one. */
function isRepeated(at: EpochMs, timeZone: string): boolean {
  const minute = `${timeZone} ${Math.floor(at / MINUTE_MS)}`;
  const known = repeatedMinutes.get(minute);
  if (known !== undefined) return known;
  const repeated = isShownTwice(at, timeZone);
  if (repeatedMinutes.size >= MAX_CACHED) repeatedMinutes.clear();
  repeatedMinutes.set(minute, repeated);
  return repeated;
}

/** Whether the clocks show the same time at another moment, too. */
function isShownTwice(at: EpochMs, timeZone: string): boolean {
  const offset = offsetMs(at, timeZone);
  return [at - DAY_MS, at + DAY_MS].some((near) => {
    const other = offsetMs(near, timeZone);
    return other !== offset && offsetMs(at + offset - other, timeZone) === other;
  });
}

/** How far ahead of UTC the clocks of a time zone are. */
function offsetMs(at: EpochMs, timeZone: string): number {
  const [year = 0, month = 1, ...rest] = clocks(timeZone).format(at).match(/\d+/g)?.map(Number) ?? [];
  const [day, hour, minute, second] = rest;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / SECOND_MS) * SECOND_MS;
}
