import "server-only";
import { z } from "zod";
import { ACCOUNT_ID } from "@/lib/domain/cluster/identity";
import { parseUsd, parseUsdPerHour } from "@/lib/domain/money/cost";
import { httpsUrl, secret } from "../providers/settings";
import { alertsSchema } from "./alerts/alerts-schema";
import type { Budget, ConfiguredRate } from "./configuration";
import { addressRange, pollIntervalMs, requestsPerMinute } from "./defaults";
import { timeZoneName } from "./time-zone-setting";

const usdPerHour = z
  .union([z.number(), z.string()], { error: "must be a price in US dollars, such as 98.32" })
  .transform((value, context) => {
    const parsed = parseUsdPerHour(value);
    if (parsed !== null) return parsed;
    context.addIssue({ code: "custom", message: "must be a price in US dollars, such as 98.32" });
    return z.NEVER;
  });

const rateSchema = z
  .strictObject({
    match: z.strictObject({
      provider: z.string({ error: "is missing: a rate needs at least a provider" }),
      account: z.string().optional(),
      cluster: z.string().optional(),
      gpuModel: z.string().optional(),
    }),
    usdPerHour: usdPerHour.optional(),
    usdPerGpuHour: usdPerHour.optional(),
  })
  .transform(({ match, usdPerHour: perCluster, usdPerGpuHour: perGpu }, context): ConfiguredRate => {
    if (perCluster !== undefined && perGpu === undefined) {
      return { match, price: { per: "cluster", usdMicrosPerHour: perCluster } };
    }
    if (perGpu !== undefined && perCluster === undefined)
      return { match, price: { per: "gpu", usdMicrosPerHour: perGpu } };
    context.addIssue({ code: "custom", message: "needs exactly one of usdPerHour and usdPerGpuHour" });
    return z.NEVER;
  });

const budgetSchema = z
  .strictObject({
    match: z.strictObject({ provider: z.string().optional(), account: z.string().optional() }).default({}),
    usdPerMonth: z.union([z.number(), z.string()], { error: "must be an amount in US dollars, such as 25000" }),
  })
  .transform(({ match, usdPerMonth }, context): Budget => {
    const usdMicrosPerMonth = parseUsd(usdPerMonth);
    if (usdMicrosPerMonth !== null && usdMicrosPerMonth > 0) return { match, usdMicrosPerMonth };
    context.addIssue({ code: "custom", path: ["usdPerMonth"], message: "must be an amount above 0, such as 25000" });
    return z.NEVER;
  });

/** The settings that every account may have; the provider checks its own settings beside them. */
export const accountCommonSchema = z.looseObject({
  id: z
    .string({ error: "must be text" })
    .regex(ACCOUNT_ID, { error: "must be 1 to 40 lower-case letters, digits or hyphens" })
    .optional(),
  provider: z.string({ error: "is missing: which provider is this account at?" }),
  label: z
    .string({ error: "must be text" })
    .min(1, { error: "is empty" })
    .max(60, { error: "is longer than 60 characters" })
    .optional(),
  pollIntervalMs: pollIntervalMs.optional(),
  requestsPerMinute: requestsPerMinute.optional(),
  reachability: z.boolean({ error: "must be true or false" }).optional(),
});
export const COMMON_SETTINGS: readonly string[] = Object.keys(accountCommonSchema.shape);

const claimValues = z
  .array(z.string({ error: "must be text" }), { error: "must be a list of claim values" })
  .default([]);

/** `clientSecret` may come from a file instead, which `readSingleSignOn` reads. */
const oidcSchema = z.strictObject({
  label: z.string({ error: "must be text" }).min(1, { error: "is empty" }).max(40).default("single sign-on"),
  issuer: httpsUrl("https://login.example.org").refine((url) => !url.includes("/.well-known/"), {
    error: "must be what the provider calls itself: leave out /.well-known and what follows",
  }),
  clientId: z.string({ error: "is missing" }).min(1, { error: "is empty" }),
  clientSecret: secret().optional(),
  clientSecretFile: z.string({ error: "must be a path" }).optional(),
  scopes: z.array(z.string(), { error: "must be a list of scopes" }).default(["openid", "email", "profile"]),
  roleClaim: z.string({ error: "is missing: which claim says what somebody may do?" }).min(1, { error: "is empty" }),
  roles: z
    .strictObject(
      { admin: claimValues, operator: claimValues, viewer: claimValues },
      { error: "is missing: which values of the claim give which role?" },
    )
    .refine((roles) => Object.values(roles).some((values) => values.length > 0), {
      error: "gives nobody a role, so nobody could sign in",
    }),
});
export type OidcEntry = z.infer<typeof oidcSchema>;

export const fileSchema = z.strictObject({
  accounts: z.array(accountCommonSchema, { error: "must be a list of accounts" }).default([]),
  rates: z.array(rateSchema, { error: "must be a list of rates" }).default([]),
  signIn: z.strictObject({ oidc: oidcSchema.optional() }, { error: "must contain oidc" }).default({}),
  trustedProxies: z.array(addressRange, { error: "must be a list of addresses or ranges" }).default([]),
  budgets: z.array(budgetSchema, { error: "must be a list of budgets" }).default([]),
  timeZone: timeZoneName.optional(),
  alerts: alertsSchema.optional(),
});
