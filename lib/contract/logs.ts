import { z } from "zod/mini";
import { isoTime } from "./primitives";

/** `GET /api/clusters/{clusterId}/logs`: scrubbed, newest last. */
export const logsSchema = z.object({
  lines: z.array(z.object({ at: z.nullable(isoTime), level: z.nullable(z.string()), text: z.string() })),
  /** When the provider gave this answer. */
  readAt: isoTime,
  /** Until when the answer is cached, so that the provider is not asked too often; `null` if unknown. */
  nextReadAt: z.nullable(isoTime),
});
export type Logs = z.infer<typeof logsSchema>;
