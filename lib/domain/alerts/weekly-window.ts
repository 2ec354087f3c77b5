export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** A window that comes back each week. One that ends at or before its start ends on the next day. */
export interface WeeklyWindow {
  /** The days on which it starts. */
  days: readonly Weekday[];
  /** "22:00" */
  start: string;
  end: string;
  /** Of its days and times, as in the IANA database: "Europe/Berlin". */
  timeZone: string;
}
