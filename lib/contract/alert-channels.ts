import { z } from "zod/mini";
import { RULE_IDS, SEVERITIES } from "@/lib/domain/alerts/rule";
import { isoTime, ONE_LINE } from "./primitives";

export const CHANNEL_ID = /^[a-z0-9-]{1,40}$/;

const routing = {
  minSeverity: z.optional(z.enum(SEVERITIES)),
  /** Left out: all. */
  rules: z.optional(z.array(z.enum(RULE_IDS))),
  accounts: z.optional(z.array(z.string())),
  show: z.optional(z.object({ names: z._default(z.boolean(), true), costs: z._default(z.boolean(), true) })),
};

/** `POST /api/channels`: besides these, the settings of its type, as in clusterdeck.yaml. */
export const newChannelSchema = z.looseObject({
  id: z.string().check(z.regex(CHANNEL_ID, "An id has up to 40 small letters, digits and hyphens.")),
  type: z.string(),
  label: z.optional(z.string().check(z.maxLength(80), z.regex(ONE_LINE))),
  ...routing,
});

/** `PATCH /api/channels/{channelId}`: what is left out stays. */
export const channelChangeSchema = z.looseObject({ ...routing, enabled: z.optional(z.boolean()) });

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
  source: z.enum(["settings", "file"]),
  state: z.enum(["ok", "failing", "disabled"]),
  /** Why it fails or is disabled, as a sentence. */
  problem: z.nullable(z.string()),
  lastDeliveryAt: z.nullable(isoTime),
});

/** `GET /api/channels` */
export const channelsSchema = z.object({ channels: z.array(channelSchema) });

/** `POST /api/channels/{channelId}/test` */
export const channelTestSchema = z.object({
  ok: z.boolean(),
  /** What the service answered: "Accepted by Teams". */
  detail: z.string(),
});
