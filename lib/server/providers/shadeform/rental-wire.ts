import "server-only";
import { z } from "zod";
import { parseUsdPerHour, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { providerWord } from "@/lib/server/providers/provider-text";
import { wireFlag, wireTime, wireUsdPerHour } from "@/lib/server/providers/wire-values";

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

/** A word that is not known is no rental on demand. */
export function rentalTypeOf(word: string | null): RentalType {
  return word ? (RENTAL_TYPES.get(word.toLowerCase().replace(/[^a-z]/g, "")) ?? "unknown") : "on-demand";
}

/** Dollars as decimal text. A whole number may be cents, as prices elsewhere in these answers are, so it is unknown. 0 is none. */
const usdText = wireUsdPerHour
  .transform((price): UsdMicrosPerHour | null => (Number.isInteger(price) ? null : parseUsdPerHour(price) || null))
  .nullish();

export const rentalTermsSchema = z
  .object({
    rental_type: z.string().nullable().transform(rentalTypeOf).optional(),
    hourly_price: usdText,
    ending_at: wireTime.nullish(),
  })
  .transform(({ rental_type = "unknown", ...terms }) => ({ ...terms, rental_type }))
  .nullish();
export type WireRentalTerms = z.infer<typeof rentalTermsSchema>;

/**
 * Where a machine can be had, and how: a place that has it on demand and as spot is listed twice. Older answers do not say how, as all
 * was on demand; where that cannot be read, the place is left out.
 */
export const placeSchema = z
  .object({
    region: providerWord.nullish(),
    display_name: providerWord.nullish(),
    available: wireFlag.nullish(),
    rental_type: z.unknown().optional(),
    /** In dollars, unlike the machine's own. */
    hourly_price: usdText,
  })
  .transform(({ rental_type: word = null, ...place }, context) => {
    if (word === null || typeof word === "string") return { ...place, rental: rentalTypeOf(word) };
    context.addIssue({ code: "custom" });
    return z.NEVER;
  });
export type WirePlace = z.infer<typeof placeSchema>;
