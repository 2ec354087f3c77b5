import { z } from "zod/mini";
import { ALERT_STATES } from "@/lib/domain/alerts/alert";
import { MESSAGE_EVENTS } from "@/lib/domain/alerts/messages/message-plan";
import { RULE_IDS, SEVERITIES, SUBJECT_KINDS } from "@/lib/domain/alerts/rule";
import { count, isoTime, ONE_LINE, usdMicros } from "./primitives";

export const DELIVERY_STATES = ["waiting", "delivered", "failed"] as const;

const subjectSchema = z.object({
  kind: z.enum(SUBJECT_KINDS),
  id: z.nullable(z.string()),
  /** Its name, or an alias for readers who may not know it: "Cluster 3 at Shadeform". */
  label: z.string(),
  accountId: z.nullable(z.string()),
  clusterId: z.nullable(z.string()),
  nodeId: z.nullable(z.string()),
});

/** One occurrence of what a rule looks for. */
export const alertSchema = z.object({
  id: z.string(),
  rule: z.enum(RULE_IDS),
  severity: z.enum(SEVERITIES),
  state: z.enum(ALERT_STATES),
  subject: subjectSchema,
  title: z.string(),
  /** Empty if the title says it all. */
  detail: z.string(),
  pendingSince: isoTime,
  firingSince: z.nullable(isoTime),
  resolvedAt: z.nullable(isoTime),
  /** What its subject has cost since it fires; `null` if unknown, or if nothing is lost by it. */
  usdMicrosSoFar: z.nullable(usdMicros),
  /** How many clusters or nodes it holds the alerts of back. */
  holds: count,
  /** The id of the alert that holds it back. */
  heldBy: z.nullable(z.string()),
  /** The id of the silence that keeps its messages back. */
  silencedBy: z.nullable(z.string()),
});
export type AlertView = z.infer<typeof alertSchema>;

const deliverySchema = z.object({
  id: z.string(),
  channelId: z.string(),
  event: z.enum(MESSAGE_EVENTS),
  state: z.enum(DELIVERY_STATES),
  attempts: count,
  lastError: z.nullable(z.string()),
  at: isoTime,
});

/** `GET /api/alerts` */
export const alertsSchema = z.object({
  alerts: z.array(z.extend(alertSchema, { deliveries: z.array(deliverySchema) })),
});

const matchSchema = z.strictObject(
  {
    accountId: z.optional(z.string()),
    clusterId: z.optional(z.string()),
    rule: z.optional(z.enum(RULE_IDS)),
    severity: z.optional(z.enum(SEVERITIES)),
  },
  "It may hold accountId, clusterId, rule and severity, and nothing else.",
);

/** `POST /api/silences` */
export const newSilenceSchema = z.object({
  match: matchSchema,
  until: z.iso.datetime({ offset: true }),
  why: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "A silence needs a reason, for those who wonder why it is quiet."),
      z.maxLength(300),
      z.regex(ONE_LINE, "A reason is one line of text, without marks that turn its direction."),
    ),
});

export const silenceSchema = z.object({
  id: z.string(),
  match: matchSchema,
  from: isoTime,
  until: isoTime,
  why: z.string(),
  by: z.string(),
});

/** `GET /api/silences` */
export const silencesSchema = z.object({ silences: z.array(silenceSchema) });
