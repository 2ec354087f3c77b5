import type { EpochMs } from "@/lib/domain/time/epoch";
import { zoneFormat } from "@/lib/domain/time/zone-format";

const clock = zoneFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const zoneName = zoneFormat("en-GB", { timeZoneName: "short", hour: "2-digit", hourCycle: "h23" });

/** "15:04:10" */
export function clockIn(at: EpochMs, timeZone: string): string {
  return clock(timeZone).format(at);
}

/** The place and its time zone's name at that moment: "Berlin, CET"; only the latter if the zone is not named for a place. */
export function zoneNameAt(at: EpochMs, timeZone: string): string {
  const name =
    zoneName(timeZone)
      .formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  const place = timeZone.includes("/") ? timeZone.split("/").at(-1)?.replaceAll("_", " ") : undefined;
  return place === undefined || timeZone.startsWith("Etc/") ? name : `${place}, ${name}`;
}
