import type { EpochMs } from "@/lib/domain/time/epoch";

// Made once per zone: an Intl object per value leaks in a page that stays open for weeks.
const clocks = new Map<string, { time: Intl.DateTimeFormat; name: Intl.DateTimeFormat }>();

function clocksOf(timeZone: string) {
  const known = clocks.get(timeZone) ?? {
    time: new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }),
    name: new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short", hour: "2-digit", hourCycle: "h23" }),
  };
  clocks.set(timeZone, known);
  return known;
}

/** "15:04:10" */
export function clockIn(at: EpochMs, timeZone: string): string {
  return clocksOf(timeZone).time.format(at);
}

/** The place and what its clocks are called at that moment: "Berlin, CET"; only the latter where no place names the zone. */
export function zoneNameAt(at: EpochMs, timeZone: string): string {
  const name =
    clocksOf(timeZone)
      .name.formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  const place = timeZone.includes("/") ? timeZone.split("/").at(-1)?.replaceAll("_", " ") : undefined;
  return place === undefined || timeZone.startsWith("Etc/") ? name : `${place}, ${name}`;
}
