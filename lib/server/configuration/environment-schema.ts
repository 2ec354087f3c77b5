import "server-only";
import { z } from "zod";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { addressRange, DEFAULT_POLL_INTERVAL_MS, fromText, pollIntervalMs, requestsPerMinute } from "./defaults";
import { publicUrl } from "./public-url";
import { timeZoneName } from "./time-zone-setting";

const onOrOff = z
  .string()
  .toLowerCase()
  .pipe(z.enum(["on", "off"], { error: "must be on or off" }))
  .transform((word) => word === "on")
  .default(false);

/** Long enough that nobody guesses it, and what a header can carry. */
const METRICS_TOKEN = /^[\x21-\x7e]{16,200}$/;

const addressRanges = z
  .string()
  .transform((text) => text.split(",").filter((part) => part.trim() !== ""))
  .pipe(z.array(addressRange))
  .default([]);

const postgresUrl = z
  .url({
    protocol: /^postgres(ql)?$/,
    error:
      "must be a PostgreSQL server's, such as postgres://user@host/clusterdeck; " +
      "in a password, write # as %23, / as %2F, ? as %3F and @ as %40",
  })
  .refine((text) => !text.includes("#"), { error: "must not contain a #: in a password, write it as %23" });

/** The variables that are no provider's, and say nothing about signing in. */
export const environmentSchema = z.object({
  CLUSTERDECK_POLL_INTERVAL_MS: fromText(pollIntervalMs).default(DEFAULT_POLL_INTERVAL_MS),
  CLUSTERDECK_REQUESTS_PER_MINUTE: fromText(requestsPerMinute).nullable().default(null),
  CLUSTERDECK_PUBLIC_URL: publicUrl.optional(),
  /** Where the server listens, which `scripts/serve.mjs` has checked. */
  PORT: z.string().default("3000"),
  CLUSTERDECK_TRUSTED_PROXIES: addressRanges,
  CLUSTERDECK_REACHABILITY: onOrOff,
  CLUSTERDECK_REACHABILITY_PRIVATE: onOrOff,
  CLUSTERDECK_REACHABILITY_RANGES: addressRanges,
  CLUSTERDECK_REACHABILITY_INTERVAL_MS: fromText(pollIntervalMs).default(MINUTE_MS),
  CLUSTERDECK_WEBHOOK_RANGES: addressRanges,
  CLUSTERDECK_PROVIDER_RANGES: addressRanges,
  CLUSTERDECK_TIME_ZONE: timeZoneName.optional(),
  CLUSTERDECK_DATA_DIR: z.string().default("data"),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_LISTEN_URL: postgresUrl.optional(),
  CLUSTERDECK_METRICS_TOKEN: z
    .string()
    .regex(METRICS_TOKEN, { error: "must have 16 to 200 characters, none of them a space" })
    .optional(),
  CLUSTERDECK_DEMO: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["auto", "on", "off"], { error: "must be auto, on or off" }))
    .default("auto"),
});
