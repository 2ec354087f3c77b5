import type { EpochMs } from "@/lib/domain/time/epoch";
import { zoneAbbreviation } from "@/lib/domain/time/repeated-time";
import { zoneFormat } from "@/lib/domain/time/zone-format";

const clock = zoneFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** "15:04:10" */
export function clockIn(at: EpochMs, timeZone: string): string {
  return clock(timeZone).format(at);
}

/** The place and its time zone's name at that moment: "Berlin, CET"; only the latter if the zone is not named for a place. */
export function zoneNameAt(at: EpochMs, timeZone: string): string {
  const name = zoneAbbreviation(at, timeZone);
  const place = timeZone.includes("/") ? timeZone.split("/").at(-1)?.replaceAll("_", " ") : undefined;
  return place === undefined || timeZone.startsWith("Etc/") ? name : `${place}, ${name}`;
}
