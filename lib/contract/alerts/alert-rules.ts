import { z } from "zod/mini";
import { RULE_IDS, SEVERITIES } from "@/lib/domain/alerts/rule";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { count, isoTime } from "../primitives";
import { alertSchema } from "./alerts";

const durationMs = z
  .int({ error: "must be a whole number of milliseconds" })
  .check(z.gte(0, { error: "must be at least 0" }), z.lte(30 * DAY_MS, { error: "must be at most 30 days" }));
const severity = z.enum(SEVERITIES, { error: "must be critical, warning or info" });

/** `PUT /api/rules/{rule}`: what is left out keeps its default. */
export const ruleChangeSchema = z.object({
  enabled: z.optional(z.boolean({ error: "must be true or false" })),
  severity: z.optional(severity),
  forMs: z.optional(durationMs),
  resolveAfterMs: z.optional(durationMs),
  threshold: z.optional(
    z.nullable(z.number({ error: "must be a number" }).check(z.gte(0, { error: "must be at least 0" }))),
  ),
});

export const ruleSchema = z.object({
  rule: z.enum(RULE_IDS),
  enabled: z.boolean(),
  severity: z.enum(SEVERITIES),
  forMs: count,
  resolveAfterMs: count,
  threshold: z.nullable(z.number()),
  /** Where it is set: nowhere, in the browser, or in clusterdeck.yaml, which the browser cannot change. */
  source: z.enum(["default", "settings", "file"]),
});

export type Rule = z.infer<typeof ruleSchema>;
export type RuleChange = z.input<typeof ruleChangeSchema>;

/** `GET /api/rules` */
export const rulesSchema = z.object({ rules: z.array(ruleSchema) });

const time = z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T15:00:00Z" });
const wholeNumber = z.string().check(z.regex(/^\d{1,12}$/, { error: "must be a whole number" }));

/** The query of `GET /api/rules/{rule}/preview`: other settings than those that are set. */
export const rulePreviewQuerySchema = z.object({
  from: z.optional(time),
  to: z.optional(time),
  severity: z.optional(severity),
  forMs: z.optional(wholeNumber),
  resolveAfterMs: z.optional(wholeNumber),
  threshold: z.optional(z.string().check(z.regex(/^\d{1,12}(?:\.\d{1,6})?$/, { error: "must be a number" }))),
});

/** `GET /api/rules/{rule}/preview`: from when the history can tell. */
export const rulePreviewSchema = z.object({
  from: isoTime,
  to: isoTime,
  /** The latest first. */
  alerts: z.array(alertSchema),
  /** How many older ones would have fired besides. */
  more: count,
  /** How many messages each channel that takes all of them would have got; `null` if the history cannot tell. */
  messages: z.nullable(count),
  /** Why the history cannot tell what this rule would have done, as a sentence; `null` if it can. */
  cannotTell: z.nullable(z.string()),
});
export type RulePreview = z.infer<typeof rulePreviewSchema>;
