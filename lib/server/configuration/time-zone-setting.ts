import "server-only";
import { z } from "zod";
import { compareNames } from "@/lib/domain/text/compare-names";
import { findTimeZone } from "@/lib/domain/time/time-window";

/** A time zone in IANA's spelling. What is none is answered with the names that are close to it. */
export const timeZoneName = z.string({ error: "must be text" }).transform((text, context) => {
  const name = findTimeZone(text);
  if (name !== null) return name;
  context.addIssue({ code: "custom", message: `must be the name of a time zone, such as ${suggestionFor(text)}` });
  return z.NEVER;
});

/**
 * The time zone of this machine, as `TZ` or the system sets it; `null` if that is none. JavaScript says nothing at all, or
 * `Etc/Unknown`, if it does not understand `TZ`.
 */
export function ownTimeZone(): string | null {
  const { timeZone }: { timeZone: string | undefined } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === undefined ? null : findTimeZone(timeZone);
}

const MAX_SUGGESTIONS = 3;
const AREAS = ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

function suggestionFor(text: string): string {
  const fixed = fixedOffsetZone(text);
  if (fixed !== null) return `${fixed}, or a place such as Europe/Berlin, whose clocks change`;
  const places = new Set(AREAS.map((area) => findTimeZone(`${area}/${text.trim().replaceAll(" ", "_")}`)));
  const [place] = [...places].filter((name) => name !== null);
  if (place !== undefined) return place;
  const wanted = lettersOf(text);
  const close = Intl.supportedValuesOf("timeZone").filter(
    (zone) => wanted.length > 2 && lettersOf(zone).includes(wanted),
  );
  return close.length === 0
    ? "Europe/Berlin or UTC"
    : close.toSorted(compareNames).slice(0, MAX_SUGGESTIONS).join(" or ");
}

/** "UTC+5" and "+05:00" are `Etc/GMT-5`: IANA counts these the other way round. Half hours have no such name. */
function fixedOffsetZone(text: string): string | null {
  const [, sign, hours] = /^(?:UTC|GMT)?([+-])0?(\d{1,2})(?::?00)?$/i.exec(text.trim()) ?? [];
  return hours === undefined ? null : findTimeZone(`Etc/GMT${sign === "+" ? "-" : "+"}${hours}`);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}
