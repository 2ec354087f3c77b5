import { z } from "zod/mini";
import { isoTime } from "./primitives";

export const sessionSchema = z.object({
  id: z.string(),
  /** The one that asked. */
  current: z.boolean(),
  createdAt: isoTime,
  expiresAt: isoTime,
  /** Where it was begun, as far as known. */
  address: z.nullable(z.string()),
  /** What the browser called itself then. */
  userAgent: z.nullable(z.string()),
});
export type Session = z.infer<typeof sessionSchema>;

/** `GET /api/sessions`, `GET /api/people/{personId}/sessions` */
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) });

/** The answer to a change that has nothing to tell. */
export const doneSchema = z.object({ status: z.literal("done") });
export type Done = z.infer<typeof doneSchema>;
