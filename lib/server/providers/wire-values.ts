import "server-only";
import { z } from "zod";
import { parseUsdPerHour } from "@/lib/domain/money/cost";
import { parseTimestamp } from "@/lib/domain/time/timestamp";

const DECIMAL = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i;
/** As some servers write an unknown number: nothing is odd about them. */
const NO_NUMBER = /^(?:nan|null)?$/i;
const ZERO_DATE = /^(?:0000|0001|1970|9999)-/;
const MAX_USD_PER_HOUR = 1_000_000;

/** A number, also as text: `null` where it is written as none. */
export const wireNumber = z.union([
  z.number(),
  z
    .string()
    .trim()
    .refine((text) => NO_NUMBER.test(text) || (DECIMAL.test(text) && Number.isFinite(Number(text))))
    .transform((text) => (NO_NUMBER.test(text) ? null : Number(text))),
]);

/** A number from 0; −1 is how some write that they do not know. */
export const wireSize = wireNumber
  .transform((size) => (size === -1 ? null : size))
  .refine((size) => size === null || size >= 0);

/** A whole number from 0 to `max`. */
export function wireCount(max: number) {
  return wireSize.refine((count) => count === null || (Number.isInteger(count) && count <= max));
}

/** True or false, also as text. */
export const wireFlag = z.union([
  z.boolean(),
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(["true", "false"]))
    .transform((text) => text === "true"),
]);

/** A time as the provider writes it, which `parseTimestamp` reads. "" and the zero dates, which mean "never", are not odd. */
export const wireTime = z
  .string()
  .refine((text) => text === "" || ZERO_DATE.test(text) || parseTimestamp(text) !== null);

/** Dollars per hour as the provider writes them, which `parseUsdPerHour` reads. −1 is unknown. */
export const wireUsdPerHour = z
  .union([z.number(), z.string()])
  .transform((price) => (String(price).trim() === "" || Number(price) === -1 ? null : price))
  .refine((price) => price === null || isPrice(price));

function isPrice(price: number | string): boolean {
  const micros = parseUsdPerHour(price);
  return micros !== null && micros <= MAX_USD_PER_HOUR * 1_000_000;
}
