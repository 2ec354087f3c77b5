import { z } from "zod/mini";
import { isoTime } from "./primitives";

/** `GET /api/health`: the process is alive. */
export const healthSchema = z.object({ status: z.literal("ok") });

/** `GET /api/ready`: the store answers and every account has been tried. */
export const readySchema = z.object({ status: z.literal("ready") });

/** `POST /api/accounts/{accountId}/refresh`: when the shared next poll will happen. */
export const refreshSchema = z.object({ nextAttemptAt: isoTime });
export type Refresh = z.infer<typeof refreshSchema>;
