import { z } from "zod/mini";
import { count } from "./primitives";

/** `GET /api/settings`: how this server was set up, without any secret. */
export const settingsSchema = z.object({
  version: z.string(),
  /** The commit it was built from, as far as known. */
  build: z.nullable(z.string()),
  publicUrl: z.string(),
  trustedProxies: z.array(z.string()),
  storage: z.object({
    kind: z.enum(["SQLite", "PostgreSQL"]),
    /** A folder; or a server and its database, without its login. */
    location: z.string(),
    /** `null` while it cannot be told. */
    sizeBytes: z.nullable(count),
  }),
  accounts: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      providerLabel: z.string(),
      baseUrl: z.string(),
      /** The last four characters of the key; `null` for a key so short that they would tell too much of it. */
      keyEnding: z.nullable(z.string().check(z.maxLength(4))),
      requestsPerMinute: z.nullable(count),
    }),
  ),
});
export type Settings = z.infer<typeof settingsSchema>;

/** `POST /api/settings/accounts/{accountId}/test`: what reading the account just now has shown. */
export const accountTestSchema = z.object({
  ok: z.boolean(),
  /** A sentence for a person. */
  detail: z.string(),
});
export type AccountTest = z.infer<typeof accountTestSchema>;
