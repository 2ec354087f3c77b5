import { z } from "zod/mini";
import { CLUSTER_STATUSES, HEALTHS } from "@/lib/domain/cluster/cluster";
import { BILLINGS } from "@/lib/domain/money/rate";
import { isoTime, nullableUsdMicrosPerHour } from "./primitives";

const stateIntervalSchema = z.object({
  from: isoTime,
  to: isoTime,
  status: z.enum(CLUSTER_STATUSES),
  health: z.enum(HEALTHS),
  usdMicrosPerHour: nullableUsdMicrosPerHour,
  billing: z.enum(BILLINGS),
  /** Whether it was watched; if not, the state was the same before and after. */
  observed: z.boolean(),
});
export type StateInterval = z.infer<typeof stateIntervalSchema>;

/**
 * `GET /api/clusters/{clusterId}/timeline?from&to&nodes`. Where there is no interval, there was no cluster, or nothing
 * is known. A later `to` is treated, and returned, as now. More than 400 days, or 10 000 changes, are refused with what
 * is possible (400).
 */
export const timelineSchema = z.object({
  from: isoTime,
  to: isoTime,
  /** In order, clipped to the window. */
  intervals: z.array(stateIntervalSchema),
  /** Oldest first: "Rate $19.92 → $21.40 per hour". */
  events: z.array(z.object({ at: isoTime, text: z.string() })),
  /** Why the provider's own events are missing, as a sentence. */
  eventsProblem: z.nullable(z.string()),
  /** Present if `nodes=true` asks for them. */
  nodes: z.optional(z.array(z.object({ id: z.string(), name: z.string(), intervals: z.array(stateIntervalSchema) }))),
});
export type Timeline = z.infer<typeof timelineSchema>;
