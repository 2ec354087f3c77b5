/** The short name of a time zone: its place ("Berlin", "New York"), or its offset if it has none ("UTC", "UTC+14"). */
export function zonePlace(timeZone: string): string {
  const [, sign, hours] = /^Etc\/GMT([+-])(\d+)$/.exec(timeZone) ?? [];
  // IANA counts these the other way round than everybody else.
  if (hours !== undefined) return `UTC${sign === "+" ? "-" : "+"}${hours}`;
  return timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
}
