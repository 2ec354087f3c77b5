import { z } from "zod/mini";
import { isoTime } from "../primitives";

const spanSchema = z.object({ text: z.string(), isStrong: z.boolean(), isLink: z.boolean() });

/** A message as its service would show it. */
export const lookSchema = z.object({
  /** The colour beside it; `null` where the service shows none. */
  tone: z.nullable(z.enum(["critical", "warning", "info", "resolved"])),
  heading: z.nullable(z.string()),
  lines: z.array(z.array(spanSchema)),
  /** What stands around it: a mail's subject and addresses, an incident's urgency. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** What a program gets, which shows nothing. */
  code: z.nullable(z.string()),
});
export type Look = z.infer<typeof lookSchema>;
export type Span = z.infer<typeof spanSchema>;

export const inboxMessageSchema = z.extend(lookSchema, {
  id: z.string(),
  channel: z.string(),
  label: z.string(),
  at: isoTime,
});
export type InboxMessage = z.infer<typeof inboxMessageSchema>;

/** `GET /api/demo/inbox`: newest first. */
export const demoInboxSchema = z.object({ messages: z.array(inboxMessageSchema) });
