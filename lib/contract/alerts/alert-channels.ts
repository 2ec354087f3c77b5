import { z } from "zod/mini";
import type { ChannelField, ChannelForm } from "@/lib/domain/alerts/channel-form";
import { MESSAGE_EVENTS } from "@/lib/domain/alerts/messages/message-plan";
import { RULE_IDS, SEVERITIES } from "@/lib/domain/alerts/rule";
import { count, isoTime, ONE_LINE } from "../primitives";
import { DELIVERY_STATES } from "./alerts";

export const CHANNEL_ID = /^[a-z0-9-]{1,40}$/;

const ruleIds = z.array(z.enum(RULE_IDS, { error: "is not the name of a rule" }), { error: "must be a list of rules" });
const accountIds = z.array(z.string({ error: "must be text" }), { error: "must be a list of account ids" });

const routing = {
  minSeverity: z.optional(z.enum(SEVERITIES, { error: "must be critical, warning or info" })),
  /** Left out: all. */
  rules: z.optional(ruleIds),
  accounts: z.optional(accountIds),
  show: z.optional(z.object({ names: z._default(z.boolean(), true), costs: z._default(z.boolean(), true) })),
};

/** `POST /api/channels`: besides these, the settings of its type, as in clusterdeck.yaml. */
export const newChannelSchema = z.looseObject({
  id: z.string().check(z.regex(CHANNEL_ID, "An id has up to 40 small letters, digits and hyphens.")),
  type: z.string({ error: "is missing: what kind of channel is it?" }),
  label: z.optional(z.string().check(z.maxLength(80), z.regex(ONE_LINE))),
  ...routing,
});

export type NewChannel = z.input<typeof newChannelSchema>;

/**
 * `PATCH /api/channels/{channelId}`: what is left out stays, secrets too; `null` lifts a limit.
 * Secrets must be there again if a setting changes that says where messages go.
 */
export const channelChangeSchema = z.looseObject({
  ...routing,
  label: z.optional(z.string().check(z.maxLength(80), z.regex(ONE_LINE))),
  rules: z.optional(z.nullable(ruleIds)),
  accounts: z.optional(z.nullable(accountIds)),
  enabled: z.optional(z.boolean({ error: "must be true or false" })),
});
export type ChannelChange = z.input<typeof channelChangeSchema>;

export const channelSchema = z.object({
  id: z.string(),
  type: z.string(),
  label: z.string(),
  /** Its settings without the secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** The last four characters of what is secret about it: "…1234". */
  secret: z.nullable(z.string()),
  minSeverity: z.enum(SEVERITIES),
  rules: z.nullable(z.array(z.enum(RULE_IDS))),
  accounts: z.nullable(z.array(z.string())),
  show: z.object({ names: z.boolean(), costs: z.boolean() }),
  source: z.enum(["settings", "file", "demo"]),
  state: z.enum(["ok", "failing", "disabled"]),
  /** Why it fails or is disabled, as a sentence. */
  problem: z.nullable(z.string()),
  lastDeliveryAt: z.nullable(isoTime),
});

export type Channel = z.infer<typeof channelSchema>;

const field: z.ZodMiniType<ChannelField> = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  example: z.string(),
  input: z.enum(["text", "secret", "number", "flag", "list", "choice"]),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  isRequired: z.boolean(),
});

const form: z.ZodMiniType<ChannelForm> = z.object({ about: z.string(), fields: z.array(field) });

/** `GET /api/channels`; `types` are those that can be added by filling in a form. */
export const channelsSchema = z.object({
  channels: z.array(channelSchema),
  types: z.array(z.object({ type: z.string(), label: z.string(), form })),
});
export type ChannelType = z.infer<typeof channelsSchema>["types"][number];

/** `GET /api/channels/{channelId}/deliveries`: the last hundred, the latest first. */
export const channelDeliveriesSchema = z.object({
  deliveries: z.array(
    z.object({
      id: z.string(),
      event: z.enum([...MESSAGE_EVENTS, "test"]),
      state: z.enum(DELIVERY_STATES),
      attempts: count,
      lastError: z.nullable(z.string()),
      /** What the service said besides that it went well: "Accepted by Teams". */
      note: z.nullable(z.string()),
      at: isoTime,
      /** The titles of the alerts it is about. */
      titles: z.array(z.string()),
    }),
  ),
});
export type ChannelDelivery = z.infer<typeof channelDeliveriesSchema>["deliveries"][number];

/** `POST /api/channels/{channelId}/test` */
export const channelTestSchema = z.object({
  ok: z.boolean(),
  /** What the service answered: "Accepted by Teams". */
  detail: z.string(),
});
