import { z } from "zod/mini";
import { AUDIT_ACTIONS } from "@/lib/domain/people/audit";
import { isoTime } from "./primitives";

const filter = {
  action: z.optional(z.enum(AUDIT_ACTIONS, { error: "is not an action of the audit log" })),
  /** Part of the actor or the target. */
  person: z.optional(z.string().check(z.maxLength(254, { error: "is longer than any address" }))),
  from: z.optional(z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T15:00:00Z" })),
  /** The end of the time range, exclusive. */
  to: z.optional(z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T15:00:00Z" })),
};

/** The query of `GET /api/audit/export`. */
export const auditFilterSchema = z.object(filter);
export type AuditFilterQuery = z.infer<typeof auditFilterSchema>;

/** The query of `GET /api/audit`: a filter, and the entry that the previous page ended with. */
export const auditQuerySchema = z.object({
  ...filter,
  before: z.optional(z.string().check(z.regex(/^\d{1,15}$/, { error: "must be the `before` of the previous page" }))),
});

export const auditEntrySchema = z.object({
  id: z.int(),
  at: isoTime,
  /** A person's e-mail address, "system" or "guest". */
  actor: z.string(),
  /** One of `AUDIT_ACTIONS`, or a word that an earlier or later version wrote. */
  action: z.string(),
  target: z.nullable(z.string()),
  /** The address it came from, if known. */
  from: z.nullable(z.string()),
  /** How many identical attempts it stands for. More than 1 only if something was refused repeatedly. */
  count: z.int(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `GET /api/audit`: newest first. */
export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** The `before` that asks for older entries; `null` if there are none. */
  before: z.nullable(z.string()),
});
