// Written from lib/contract/sessions.ts by `npx vitest run lib/contract/shapes --update`.
import type { doneSchema, sessionsSchema } from "../sessions";
import { boolean, list, nullable, object, oneOf, shapeOf, string, time } from "./shape";

export const doneShape = shapeOf<typeof doneSchema>(object({ status: oneOf("done") }));

export const sessionsShape = shapeOf<typeof sessionsSchema>(
  object({
    sessions: list(
      object({
        id: string,
        current: boolean,
        createdAt: time,
        expiresAt: time,
        address: nullable(string),
        userAgent: nullable(string),
      }),
    ),
  }),
);
