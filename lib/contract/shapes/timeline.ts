// Written from lib/contract/timeline.ts by `npx vitest run lib/contract/shapes --update`.
import type { timelineSchema } from "../timeline";
import { boolean, integer, list, nullable, object, oneOf, optional, shapeOf, string, time } from "./shape";

export const timelineShape = shapeOf<typeof timelineSchema>(
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
    eventsProblem: nullable(string),
    nodes: optional(
      list(
        object({
          id: string,
          name: string,
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
        }),
      ),
    ),
  }),
);
