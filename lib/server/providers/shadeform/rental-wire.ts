import "server-only";
import { z } from "zod";
import { parseUsdPerHour, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { wireTime, wireUsdPerHour } from "@/lib/server/providers/wire-values";

export type RentalType = "on-demand" | "spot" | "commitment" | "unknown";

const RENTAL_TYPES: ReadonlyMap<string, RentalType> = new Map([
  ["ondemand", "on-demand"],
  ["spot", "spot"],
  ["interruptible", "spot"],
  ["preemptible", "spot"],
  ["commitment", "commitment"],
  ["committed", "commitment"],
  ["reserved", "commitment"],
  ["reservation", "commitment"],
]);

/** Older answers do not have it: all that there was then is rented on demand. Anything that is not understood is unknown, not that. */
export const rentalTypeSchema = z
  .unknown()
  .optional()
  .transform((raw): RentalType => {
    if (raw === undefined || raw === null || raw === "") return "on-demand";
    return (typeof raw === "string" && RENTAL_TYPES.get(raw.toLowerCase().replace(/[^a-z]/g, ""))) || "unknown";
  });

/** Dollars as decimal text. A whole number may be cents, as prices elsewhere in these answers are, so it is unknown. 0 is none. */
export const usdText = wireUsdPerHour
  .transform((price): UsdMicrosPerHour | null => (Number.isInteger(price) ? null : parseUsdPerHour(price) || null))
  .nullish();

export const rentalTermsSchema = z
  .object({ rental_type: rentalTypeSchema, hourly_price: usdText, ending_at: wireTime.nullish() })
  .nullish();
export type WireRentalTerms = z.infer<typeof rentalTermsSchema>;
