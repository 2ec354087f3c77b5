import { z } from "zod/mini";
import { AUDIT_ACTIONS } from "@/lib/domain/people/audit";
import { isoTime } from "./primitives";

const filter = {
  action: z.optional(z.enum(AUDIT_ACTIONS, { error: "is no action of the audit log" })),
  /** Part of whoever acted or was acted on. */
  person: z.optional(z.string().check(z.maxLength(254, { error: "is longer than any address" }))),
  from: z.optional(z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T15:00:00Z" })),
  /** Not included. */
  to: z.optional(z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T15:00:00Z" })),
};

/** The query of `GET /api/audit/export`. */
export const auditFilterSchema = z.object(filter);
export type AuditFilterQuery = z.infer<typeof auditFilterSchema>;

/** The query of `GET /api/audit`: a filter, and which entry the page before ended with. */
export const auditQuerySchema = z.object({
  ...filter,
  before: z.optional(z.string().check(z.regex(/^\d{1,15}$/, { error: "must be the `before` of the page before" }))),
});

export const auditEntrySchema = z.object({
  id: z.int(),
  at: isoTime,
  /** A person's e-mail address, "system" or "guest". */
  actor: z.string(),
  /** One of `AUDIT_ACTIONS`, or a word that an earlier or later version wrote. */
  action: z.string(),
  target: z.nullable(z.string()),
  /** The address it came from, as far as known. */
  from: z.nullable(z.string()),
  /** How many equal attempts it stands for. More than 1 only where something was refused, again and again. */
  count: z.int(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `GET /api/audit`: the newest first. */
export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Asks for the older ones; `null` when there are none. */
  before: z.nullable(z.string()),
});
