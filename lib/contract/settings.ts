import { z } from "zod/mini";
import { count, isoTime } from "./primitives";

/** One of the servers that share a database. */
const serverSchema = z.object({
  id: z.string(),
  /** The name of its machine or pod. */
  name: z.string(),
  version: z.string(),
  build: z.nullable(z.string()),
  startedAt: isoTime,
  seenAt: isoTime,
  /** How far its clock is ahead of the database's; negative if it is behind. */
  clockAheadMs: z.int(),
  /** Whether it hears at once of what others change: if not, within five seconds. */
  hearsHints: z.boolean(),
  /** The ids of the accounts that it reads. */
  accounts: z.array(z.string()),
  /** What else it alone does, in words. */
  duties: z.array(z.string()),
  isThis: z.boolean(),
});
export type ListedServer = z.infer<typeof serverSchema>;

/** `GET /api/settings`: how this server was set up, without any secret. */
export const settingsSchema = z.object({
  version: z.string(),
  /** The commit that it was built from, if known. */
  build: z.nullable(z.string()),
  publicUrl: z.string(),
  trustedProxies: z.array(z.string()),
  storage: z.object({
    kind: z.enum(["SQLite", "PostgreSQL"]),
    /** A folder; or a server and its database, without credentials; or where that is set, if it cannot be told apart from them. */
    location: z.string(),
    /** `null` while it is unknown. */
    sizeBytes: z.nullable(count),
  }),
  /** Those that share the database, oldest first; `null` on SQLite, where there can be only this one. */
  servers: z.nullable(z.array(serverSchema)),
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
