// Written from lib/contract/audit.ts by `npx vitest run lib/contract/shapes --update`.
import type { auditPageSchema } from "../audit";
import { integer, list, nullable, object, shapeOf, string, time } from "./shape";

export const auditPageShape = shapeOf<typeof auditPageSchema>(
  object({
    entries: list(
      object({
        id: integer,
        at: time,
        actor: string,
        action: string,
        target: nullable(string),
        from: nullable(string),
        count: integer,
      }),
    ),
    before: nullable(string),
  }),
);
