import { once } from "../text/once";

/**
 * A way to write times in any time zone. The format for each zone is created on first use and kept: creating one
 * is slow, and an Intl object per value leaks in a page that stays open for weeks.
 */
export function zoneFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): (timeZone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formats.set(timeZone, format);
    return format;
  };
}

const own = once(() => new Intl.DateTimeFormat());
const primaryNames = new Map<string, string | null>();

/** The one name by which this browser calls a zone, whichever of its names is given; `null` if it knows none of that name. */
function primaryName(timeZone: string): string | null {
  const known = primaryNames.get(timeZone);
  if (known !== undefined) return known;
  const found = findPrimaryName(timeZone);
  primaryNames.set(timeZone, found);
  return found;
}

function findPrimaryName(timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Whether this browser knows a time zone of that name. Unlike `isTimeZone`, it needs no Temporal. */
export function isKnownZone(timeZone: string): boolean {
  return primaryName(timeZone) !== null;
}

/** This machine's time zone; UTC if the machine does not know it itself. */
export function ownZone(): string {
  const { timeZone }: { timeZone: string | undefined } = own().resolvedOptions();
  return timeZone !== undefined && isKnownZone(timeZone) ? timeZone : "UTC";
}

/** Whether two names are of one zone, such as Asia/Calcutta and Asia/Kolkata. */
export function isSameZone(one: string, other: string): boolean {
  return one === other || (isKnownZone(one) && primaryName(one) === primaryName(other));
}
