import type { Silence, WeeklyWindow } from "@/lib/contract/alerts/silences";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import type { Weekday } from "@/lib/domain/alerts/weekly-window";
import { listNames } from "@/lib/domain/text/list-names";
import { zonePlace } from "@/lib/domain/time/zone-place";

export const DAY_WORDS: Record<Weekday, string> = {
  mon: "Mon",
  tue: "Tue",
  wed: "Wed",
  thu: "Thu",
  fri: "Fri",
  sat: "Sat",
  sun: "Sun",
};

/** "Critical alerts of “Idle”, account prime", "All alerts". `clusterName` is what a cluster's id stands for, if that is known. */
export function matchWords(
  { accountId, clusterId, rule, severity }: Silence["match"],
  clusterName: (clusterId: string) => string = String,
): string {
  const kind = severity === undefined ? "All alerts" : `${severity.charAt(0).toUpperCase()}${severity.slice(1)} alerts`;
  const places = [
    ...(clusterId === undefined ? [] : [`cluster ${clusterName(clusterId)}`]),
    ...(accountId === undefined ? [] : [`account ${accountId}`]),
  ];
  const ofRule = rule === undefined ? "" : ` of “${ruleName(rule)}”`;
  return [`${kind}${ofRule}`, ...places].join(", ");
}

/** "Mon, Tue and Sat, 22:00 to 06:00, Berlin time"; "Every day" for all of them. */
export function weeklyWords({ days, start, end, timeZone }: WeeklyWindow): string {
  const words =
    days.length === Object.keys(DAY_WORDS).length ? "Every day" : listNames(days.map((day) => DAY_WORDS[day]));
  return `${words}, ${start} to ${end}${end <= start ? " of the next day" : ""}, ${zonePlace(timeZone)} time`;
}
