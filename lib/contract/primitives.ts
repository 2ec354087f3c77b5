import { z } from "zod/mini";
import { usdMicros as toUsdMicros, usdMicrosPerHour as toUsdMicrosPerHour } from "@/lib/domain/money/cost";

/** ISO 8601 UTC with milliseconds. */
export const isoTime = z.iso.datetime({ precision: 3 });

/** A name that people give: without line breaks, and without marks that turn the direction of what stands beside it. */
export const ONE_LINE = /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u;

/** Integer millionths of a US dollar. */
export const usdMicros = z.pipe(
  z.int(),
  z.transform((value) => toUsdMicros(value)),
);

/** Integer millionths of a US dollar per hour. */
export const usdMicrosPerHour = z.pipe(
  z.int(),
  z.transform((value) => toUsdMicrosPerHour(value)),
);

/** `null` if the price is unknown. */
export const nullableUsdMicrosPerHour = z.nullable(usdMicrosPerHour);

export const count = z.int().check(z.nonnegative());

/** A share of a whole, or a number of hours. */
export const share = z.number().check(z.nonnegative());
