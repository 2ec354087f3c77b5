import { z } from "zod/mini";
import { isoTime } from "./primitives";

export const sessionSchema = z.object({
  id: z.string(),
  /** True for the session of this request. */
  current: z.boolean(),
  createdAt: isoTime,
  expiresAt: isoTime,
  /** The address where it began, if known. */
  address: z.nullable(z.string()),
  /** The browser's User-Agent at that time. */
  userAgent: z.nullable(z.string()),
});
export type Session = z.infer<typeof sessionSchema>;

/** `GET /api/sessions`, `GET /api/people/{personId}/sessions` */
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) });

/** The answer to a change that has nothing to report. */
export const doneSchema = z.object({ status: z.literal("done") });
export type Done = z.infer<typeof doneSchema>;
