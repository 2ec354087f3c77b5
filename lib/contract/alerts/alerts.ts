import { z } from "zod/mini";
import { ALERT_STATES } from "@/lib/domain/alerts/alert";
import { MESSAGE_EVENTS } from "@/lib/domain/alerts/messages/message-plan";
import { RULE_IDS, SEVERITIES, SUBJECT_KINDS } from "@/lib/domain/alerts/rule";
import { count, isoTime, usdMicros } from "../primitives";

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

/** An alert with what channels were told of it, the latest first. */
export const toldAlertSchema = z.extend(alertSchema, { deliveries: z.array(deliverySchema) });
export type ToldAlert = z.infer<typeof toldAlertSchema>;

/** `GET /api/alerts`: those that are open worst first, and those that are over by their end, the latest first. */
export const alertsSchema = z.object({
  alerts: z.array(toldAlertSchema),
  /** The `before` that asks for older ones; `null` if there are none. */
  before: z.nullable(z.string()),
});
export type Alerts = z.infer<typeof alertsSchema>;

const time = z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T15:00:00Z" });

/** The query of `GET /api/alerts`. */
export const alertsQuerySchema = z.object({
  state: z.optional(z.enum(ALERT_STATES, { error: "must be firing, pending or resolved" })),
  /** Only alerts that were open at some time from then on, and until then. */
  from: z.optional(time),
  to: z.optional(time),
  /** Part of the title, the subject's name or an id. */
  q: z.optional(z.string().check(z.maxLength(200, { error: "is longer than 200 characters" }))),
  before: z.optional(z.string().check(z.maxLength(100, { error: "must be the `before` of the previous page" }))),
});
export type AlertsQuery = z.infer<typeof alertsQuerySchema>;
