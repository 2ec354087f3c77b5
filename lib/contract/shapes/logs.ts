// Written from lib/contract/logs.ts by `npx vitest run lib/contract/shapes --update`.
import type { logsSchema } from "../logs";
import { list, nullable, object, shapeOf, string, time } from "./shape";

export const logsShape = shapeOf<typeof logsSchema>(
  object({
    lines: list(object({ at: nullable(time), level: nullable(string), text: string })),
    readAt: time,
    nextReadAt: nullable(time),
  }),
);
