// Written from lib/contract/settings.ts by `npx vitest run lib/contract/shapes --update`.
import type { accountTestSchema, settingsSchema } from "../settings";
import { atLeast, boolean, integer, list, noLonger, nullable, object, oneOf, shapeOf, string, time } from "./shape";

export const accountTestShape = shapeOf<typeof accountTestSchema>(object({ ok: boolean, detail: string }));

export const settingsShape = shapeOf<typeof settingsSchema>(
  object({
    version: string,
    build: nullable(string),
    publicUrl: string,
    trustedProxies: list(string),
    storage: object({
      kind: oneOf("SQLite", "PostgreSQL"),
      location: string,
      sizeBytes: nullable(atLeast(0, integer)),
    }),
    servers: nullable(
      list(
        object({
          id: string,
          name: string,
          version: string,
          build: nullable(string),
          startedAt: time,
          seenAt: time,
          clockAheadMs: integer,
          hearsHints: boolean,
          accounts: list(string),
          duties: list(string),
          isThis: boolean,
        }),
      ),
    ),
    configuration: object({
      file: nullable(string),
      readAt: time,
      mistakes: list(object({ where: string, message: string })),
      needsRestart: list(string),
    }),
    accounts: list(
      object({
        id: string,
        label: string,
        providerLabel: string,
        baseUrl: string,
        keyEnding: nullable(noLonger(4, string)),
        requestsPerMinute: nullable(atLeast(0, integer)),
      }),
    ),
  }),
);
