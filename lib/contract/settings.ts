import { z } from "zod/mini";
import { count, isoTime } from "./primitives";

/** `GET /api/settings`: how this server was set up, without any secret. */
export const settingsSchema = z.object({
  version: z.string(),
  /** The commit that it was built from, if known. */
  build: z.nullable(z.string()),
  publicUrl: z.string(),
  trustedProxies: z.array(z.string()),
  storage: z.object({
    kind: z.enum(["SQLite", "PostgreSQL"]),
    /** A folder; or a server and its database, without credentials. */
    location: z.string(),
    /** `null` while it is unknown. */
    sizeBytes: z.nullable(count),
  }),
  /** What the environment and the file were last read as. */
  configuration: z.object({
    /** `null` if there is none. */
    file: z.nullable(z.string()),
    readAt: isoTime,
    /** Why what was read then is not in force, and the one before still is; empty if all is well. */
    mistakes: z.array(z.object({ where: z.string(), message: z.string() })),
    /** Settings that have changed, and count only after a restart. */
    needsRestart: z.array(z.string()),
  }),
  accounts: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      providerLabel: z.string(),
      baseUrl: z.string(),
      /** The last four characters of the key; `null` if the key is so short that they would reveal too much of it. */
      keyEnding: z.nullable(z.string().check(z.maxLength(4))),
      requestsPerMinute: z.nullable(count),
    }),
  ),
});
export type Settings = z.infer<typeof settingsSchema>;

/** `POST /api/settings/accounts/{accountId}/test`: the result of reading the account just now. */
export const accountTestSchema = z.object({
  ok: z.boolean(),
  /** A sentence for a person. */
  detail: z.string(),
});
export type AccountTest = z.infer<typeof accountTestSchema>;
