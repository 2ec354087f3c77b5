import { z } from "zod/mini";
import { isoTime, usdMicrosPerHour } from "./primitives";

/**
 * `GET /api/clusters/{clusterId}/offers`: where the same cluster would cost less now; cheapest first, at most three.
 */
export const offersSchema = z.object({
  offers: z.array(
    z.object({
      cloud: z.string(),
      region: z.nullable(z.object({ id: z.string(), label: z.string() })),
      usdMicrosPerHour,
      usdMicrosPerHourLess: usdMicrosPerHour,
      /** What else would be different, or may be, as a sentence. */
      conditions: z.array(z.string()),
    }),
  ),
  /** When the provider stated the prices; `null` if it was not asked. */
  readAt: z.nullable(isoTime),
});
export type Offers = z.infer<typeof offersSchema>;
