import "server-only";
import { z } from "zod";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { isAddressRange } from "../security/trusted-proxies";

export const DEFAULT_POLL_INTERVAL_MS = 15_000;

export const pollIntervalMs = z
  .int({ error: "must be a whole number of milliseconds, such as 15000" })
  .min(1_000, { error: "must be at least 1000 (one second)" })
  .max(HOUR_MS, { error: "must be at most 3600000 (one hour)" });

export const requestsPerMinute = z
  .int({ error: "must be a whole number, such as 60" })
  .min(1, { error: "must be at least 1" })
  .max(10_000, { error: "must be at most 10000" });

export const addressRange = z
  .string()
  .trim()
  .refine(isAddressRange, { error: "must be an address or a range of them, such as 10.0.0.0/8" });

/** The same rules for text from an environment variable. */
export function fromText<Value>(schema: z.ZodType<Value>): z.ZodType<Value> {
  return z.preprocess((text) => (typeof text === "string" && text.trim() !== "" ? Number(text) : text), schema);
}
