import "server-only";
import { z } from "zod";
import { RULE_IDS, type RuleId, type RuleSettings, SEVERITIES, THRESHOLDS } from "@/lib/domain/alerts/rule";
import { TIME_OF_DAY, WEEKDAYS } from "@/lib/domain/alerts/weekly-window";
import { nearest } from "@/lib/domain/text/nearest";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { timeZoneName } from "../time-zone-setting";
import { DEFAULT_TIMING } from "./configured-alerts";

const MAX_DURATION_MS = 30 * DAY_MS;
const MAX_WHY_LENGTH = 300;

const text = z.string({ error: "must be text" });
const path = z.string({ error: "must be a path" });
const flag = z.boolean({ error: "must be true or false" });
const durationMs = z
  .int({ error: "must be a whole number of milliseconds, such as 300000" })
  .min(0, { error: "must be at least 0" })
  .max(MAX_DURATION_MS, { error: `must be at most ${MAX_DURATION_MS} (30 days)` });
const instant = z.iso
  .datetime({ offset: true, error: "must be a time such as 2026-11-20T15:00:00Z" })
  .transform((time) => Date.parse(time));

/** One of several words; what is none is answered with the nearest. */
function oneOf<const Words extends readonly string[]>(words: Words, what: string) {
  const error = ({ input }: { input?: unknown }) =>
    typeof input === "string"
      ? `must be ${what}, and ${JSON.stringify(input)} is none; the nearest is ${nearest(input, words)}`
      : `must be ${what}, such as ${words[0]}`;
  return z.enum(words, { error });
}

const severity = oneOf(SEVERITIES, "a severity");
const rule = oneOf(RULE_IDS, "a rule");

/** A rule that measures nothing has no threshold. */
function ruleSchema(id: RuleId): z.ZodType<Partial<RuleSettings>> {
  const unit = THRESHOLDS[id];
  const common = {
    enabled: flag.exactOptional(),
    severity: severity.exactOptional(),
    forMs: durationMs.exactOptional(),
    resolveAfterMs: durationMs.exactOptional(),
  };
  const error = "must hold settings, such as { enabled: true }";
  if (unit === undefined) return z.strictObject(common, { error });
  const threshold = z.number({ error: `must be a number (${unit})` }).min(0, { error: "must be at least 0" });
  return z.strictObject({ ...common, threshold: threshold.exactOptional() }, { error });
}

const matchSchema = z.strictObject(
  { accountId: text.optional(), clusterId: text.optional(), rule: rule.optional(), severity: severity.optional() },
  { error: "must hold accountId, clusterId, rule or severity" },
);

const timeOfDay = text.regex(TIME_OF_DAY, { error: 'must be a time of day, such as "22:00"' });

const weeklySchema = z.strictObject(
  {
    days: z.array(oneOf(WEEKDAYS, "a weekday"), { error: "must be a list of weekdays, such as [sat, sun]" }).min(1, {
      error: "is empty",
    }),
    start: timeOfDay,
    end: timeOfDay,
    timeZone: timeZoneName,
  },
  { error: "must hold days, start, end and timeZone" },
);

const silenceSchema = z
  .strictObject({
    match: matchSchema,
    until: instant.optional(),
    weekly: weeklySchema.optional(),
    why: text.trim().min(1, { error: "is empty: a silence needs a reason" }).max(MAX_WHY_LENGTH),
  })
  .refine(({ until, weekly }) => until !== undefined || weekly !== undefined, {
    error: "needs until, or weekly, or both",
  });

/** What every channel may have; its kind checks its own settings beside them. */
export const channelCommonSchema = z.looseObject({
  id: text.regex(/^[a-z0-9-]{1,40}$/, { error: "must be 1 to 40 lower-case letters, digits or hyphens" }),
  type: z.string({ error: "is missing: what kind of channel is it?" }),
  label: text.min(1, { error: "is empty" }).max(80, { error: "is longer than 80 characters" }).optional(),
  minSeverity: severity.default("info"),
  rules: z.array(rule, { error: "must be a list of rules" }).nullable().default(null),
  accounts: z.array(text, { error: "must be a list of account ids" }).nullable().default(null),
  show: z
    .strictObject({ names: flag.default(true), costs: flag.default(true) }, { error: "must hold names and costs" })
    .default({ names: true, costs: true }),
});
export type ChannelEntry = z.infer<typeof channelCommonSchema>;
export const CHANNEL_COMMON_SETTINGS: readonly string[] = Object.keys(channelCommonSchema.shape);

const heartbeatUrl = z.url({ protocol: /^https?$/, error: "must be a URL such as https://hc.example.com/ping/…" });

export const alertsSchema = z.strictObject(
  {
    heartbeatUrl: heartbeatUrl.optional(),
    heartbeatUrlFile: path.optional(),
    groupWaitMs: durationMs.default(DEFAULT_TIMING.groupWaitMs),
    groupIntervalMs: durationMs.default(DEFAULT_TIMING.groupIntervalMs),
    reminderMs: durationMs.default(DEFAULT_TIMING.reminderMs),
    criticalReminderMs: durationMs.default(DEFAULT_TIMING.criticalReminderMs),
    digestOver: z
      .int({ error: "must be a whole number of messages, such as 10" })
      .min(1, { error: "must be at least 1" })
      .default(DEFAULT_TIMING.digestOver),
    rules: z
      .strictObject(Object.fromEntries(RULE_IDS.map((id) => [id, ruleSchema(id).optional()])), {
        error: "must hold rules by their names",
      })
      .default({}),
    channels: z.array(channelCommonSchema, { error: "must be a list of channels" }).default([]),
    silences: z.array(silenceSchema, { error: "must be a list of silences" }).default([]),
  },
  { error: "must hold settings of alerts, such as rules and channels" },
);
