import { z } from "zod/mini";
import { isoTime } from "./primitives";

/** `GET /api/clusters/{clusterId}/logs`: scrubbed, newest last. */
export const logsSchema = z.object({
  lines: z.array(z.object({ at: z.nullable(isoTime), level: z.nullable(z.string()), text: z.string() })),
});
export type Logs = z.infer<typeof logsSchema>;
