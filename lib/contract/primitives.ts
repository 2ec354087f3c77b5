import { z } from "zod/mini";
import { usdMicrosPerHour } from "@/lib/domain/cost";

/** ISO 8601 UTC with milliseconds. */
export const isoTime = z.iso.datetime({ precision: 3 });

/** Integer millionths of a US dollar per hour; `null` where the price is not known. */
export const nullableUsdMicrosPerHour = z.nullable(
  z.pipe(
    z.int(),
    z.transform((value) => usdMicrosPerHour(value)),
  ),
);

export const count = z.int().check(z.nonnegative());
