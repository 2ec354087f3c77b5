import { z } from "zod/mini";
import { ACCOUNT_STATES } from "@/lib/domain/cluster/cluster";
import { count, isoTime, nullableUsdMicrosPerHour, ONE_LINE } from "./primitives";

/** A kubeconfig with certificates has some ten thousand characters. */
const MAX_SETTING_LENGTH = 100_000;

const label = z
  .string({ error: "must be text" })
  .check(z.trim(), z.minLength(1, "is empty"), z.maxLength(60, "is longer than 60 characters"), z.regex(ONE_LINE));
const settings = z.record(
  z.string(),
  z.nullable(z.string({ error: "must be text" }).check(z.maxLength(MAX_SETTING_LENGTH, "is too long"))),
  { error: "must be the settings of the provider, such as { apiKey }" },
);
const pollIntervalMs = z
  .int({ error: "must be a whole number of milliseconds, such as 15000" })
  .check(
    z.minimum(1_000, "must be at least 1000 (one second)"),
    z.maximum(3_600_000, "must be at most 3600000 (one hour)"),
  );
const requestsPerMinute = z
  .int({ error: "must be a whole number, such as 60" })
  .check(z.minimum(1, "must be at least 1"), z.maximum(10_000, "must be at most 10000"));
const id = z
  .string({ error: "must be text" })
  .check(z.regex(/^[a-z0-9-]{1,40}$/, "must be 1 to 40 lower-case letters, digits or hyphens"));
const pace = {
  /** `null`, or left out: what the server's configuration says. */
  pollIntervalMs: z.optional(z.nullable(pollIntervalMs)),
  requestsPerMinute: z.optional(z.nullable(requestsPerMinute)),
};

/** `POST /api/accounts`: the settings as in clusterdeck.yaml. The id is made from the label, or else the provider. */
export const newAccountSchema = z.strictObject({
  id: z.optional(id),
  provider: z.string({ error: "is missing: which provider is this account at?" }),
  label: z.optional(label),
  settings,
  ...pace,
});
export type NewAccount = z.input<typeof newAccountSchema>;

/** `PATCH /api/accounts/{accountId}`: what is left out stays, secrets too. A setting that is `null` goes back to its default. */
export const accountChangeSchema = z.strictObject({
  id: z.optional(id),
  provider: z.optional(z.string({ error: "must be text" })),
  label: z.optional(label),
  settings: z.optional(settings),
  ...pace,
  paused: z.optional(z.boolean({ error: "must be true or false" })),
  retired: z.optional(z.boolean({ error: "must be true or false" })),
});
export type AccountChange = z.input<typeof accountChangeSchema>;

export const listedAccountSchema = z.object({
  id: z.string(),
  provider: z.string(),
  providerLabel: z.string(),
  label: z.string(),
  /** Where it is set up. Only those of the browser can be changed here. */
  source: z.enum(["browser", "environment", "file", "demo"]),
  /** The variable, or the file and its line, that sets it up; `null` for the other sources. */
  sourceName: z.nullable(z.string()),
  /** Where it is read: what was set, or the provider's own address; `null` while that is unknown. */
  baseUrl: z.nullable(z.string()),
  /** The last four characters of the key; `null` if the key is so short that they would reveal too much of it, or unknown. */
  keyEnding: z.nullable(z.string().check(z.maxLength(4))),
  /** Whether its secrets are stored and this server has the key that they are sealed with. */
  secretsReadable: z.boolean(),
  /** Those that are not secret. */
  settings: z.record(z.string(), z.unknown()),
  pollIntervalMs: count,
  /** `null` where the provider's answers tell. */
  requestsPerMinute: z.nullable(count),
  paused: z.boolean(),
  pausedBy: z.nullable(z.string()),
  pausedAt: z.nullable(isoTime),
  retired: z.boolean(),
  retiredBy: z.nullable(z.string()),
  retiredAt: z.nullable(isoTime),
  state: z.enum([...ACCOUNT_STATES, "retired"]),
  /** Why it cannot be read, as a sentence. */
  problem: z.nullable(z.string()),
});
export type ListedAccount = z.infer<typeof listedAccountSchema>;

/** What the form for an account asks for. */
const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  help: z.nullable(z.string()),
  /** What it may look like, or what it is if left out. */
  example: z.nullable(z.string()),
  required: z.boolean(),
  isSecret: z.boolean(),
  /** Has several lines. */
  isLong: z.boolean(),
  /** The settings that this one holds too, so that either it or they are entered. Left out if it holds no other. */
  insteadOf: z.optional(z.array(z.string())),
});

export const accountProviderSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** What is read of an account, as a list in words. */
  reads: z.string(),
  key: z.object({
    /** Where one makes a key, or is told how. */
    page: z.string(),
    /** What it must be allowed to do, as a sentence. */
    needs: z.string(),
  }),
  /** The setting that says where the API is: with another one, the secrets have to be entered again. */
  addressSetting: z.string(),
  fields: z.array(fieldSchema),
});
export type AccountProvider = z.infer<typeof accountProviderSchema>;

/** `GET /api/accounts` */
export const accountsSchema = z.object({
  accounts: z.array(listedAccountSchema),
  providers: z.array(accountProviderSchema),
});

/**
 * `POST /api/accounts/test`: with `accountId`, what is left out is taken from that account, its secrets only if they would be sent to
 * the same address as before.
 */
export const settingsTestSchema = z.strictObject({
  provider: z.string({ error: "is missing: which provider is this account at?" }),
  settings: z._default(settings, {}),
  accountId: z.optional(id),
});

export const settingsTestResultSchema = z.object({
  ok: z.boolean(),
  /** What one reading found; `null` if it failed. */
  sees: z.nullable(
    z.object({
      clusters: count,
      /** The known rates only; `null` if none is known. */
      usdMicrosPerHour: nullableUsdMicrosPerHour,
    }),
  ),
  /** What to know about this account and its key, as sentences. */
  notes: z.array(z.string()),
  /** Why it could not be read, as a sentence; `null` if it could. */
  problem: z.nullable(z.string()),
});
export type SettingsTestResult = z.infer<typeof settingsTestResultSchema>;
