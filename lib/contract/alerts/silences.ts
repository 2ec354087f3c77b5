import { z } from "zod/mini";
import { RULE_IDS, SEVERITIES } from "@/lib/domain/alerts/rule";
import { TIME_OF_DAY, WEEKDAYS } from "@/lib/domain/alerts/weekly-window";
import { isoTime, ONE_LINE } from "../primitives";

const match = {
  accountId: z.optional(z.string()),
  clusterId: z.optional(z.string()),
  rule: z.optional(z.enum(RULE_IDS)),
  severity: z.optional(z.enum(SEVERITIES)),
};

const timeOfDay = z.string().check(z.regex(TIME_OF_DAY, "A time of day is written as 22:00."));

/** A window that comes back each week. One that ends at or before its start ends on the next day. */
const newWeeklySchema = z.object({
  /** The days on which it starts. */
  days: z.array(z.enum(WEEKDAYS)).check(z.minLength(1, "A weekly silence needs at least one day."), z.maxLength(7)),
  start: timeOfDay,
  end: timeOfDay,
  /** Of its days and times, as in the IANA database: "Europe/Berlin". */
  timeZone: z.string().check(z.minLength(1), z.maxLength(64)),
});

/** `POST /api/silences`: `until`, or `weekly`, or both for a window that comes back until then. */
export const newSilenceSchema = z.object({
  match: z.strictObject(match, "It may hold accountId, clusterId, rule and severity, and nothing else."),
  until: z.optional(z.iso.datetime({ offset: true })),
  weekly: z.optional(newWeeklySchema),
  why: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "A silence needs a reason, for those who wonder why it is quiet."),
      z.maxLength(300),
      z.regex(ONE_LINE, "A reason is one line of text, without marks that turn its direction."),
    ),
});
export type NewSilence = z.input<typeof newSilenceSchema>;

const weeklySchema = z.object({
  days: z.array(z.enum(WEEKDAYS)),
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
});
export type WeeklyWindow = z.infer<typeof weeklySchema>;

export const silenceSchema = z.object({
  id: z.string(),
  match: z.object(match),
  from: isoTime,
  /** `null` for a weekly one without an end. */
  until: z.nullable(isoTime),
  weekly: z.nullable(weeklySchema),
  /** Whether it keeps messages back now. */
  isActive: z.boolean(),
  why: z.string(),
  by: z.string(),
  /** Those of clusterdeck.yaml cannot be ended in the browser. */
  source: z.enum(["settings", "file"]),
});
export type Silence = z.infer<typeof silenceSchema>;

/** `GET /api/silences` */
export const silencesSchema = z.object({ silences: z.array(silenceSchema) });
