// Written from lib/contract/guest.ts by `npx vitest run lib/contract/shapes --update`.
import type { guestTimelineSchema } from "../guest";
import { boolean, integer, list, nullable, object, oneOf, shapeOf, string, time } from "./shape";

export const guestTimelineShape = shapeOf<typeof guestTimelineSchema>(
  object({
    from: time,
    to: time,
    intervals: list(
      object({
        from: time,
        to: time,
        status: oneOf(
          "provisioning",
          "running",
          "degraded",
          "stopping",
          "stopped",
          "terminating",
          "terminated",
          "error",
          "unknown",
        ),
        health: oneOf("healthy", "degraded", "unhealthy", "unknown"),
        usdMicrosPerHour: nullable(integer),
        billing: oneOf("full", "reduced", "none", "unknown"),
        observed: boolean,
      }),
    ),
    events: list(object({ at: time, text: string })),
  }),
);
