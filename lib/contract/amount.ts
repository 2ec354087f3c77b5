import { z } from "zod/mini";
import { isoTime, share, usdMicros } from "./primitives";

/** How well the time of an amount was watched. It is exact only if none of this leaves anything out. */
export const coverageShape = {
  /** The share of the time since the first reading in which accounts were watched. */
  observedShare: share,
  /** The first reading, if it is later than the time's beginning: what accrued before is neither known nor counted. */
  watchedFrom: z.nullable(isoTime),
  /** Accounts that were first read even later than that, or never (`null`). */
  laterAccounts: z.array(z.object({ label: z.string(), since: z.nullable(isoTime) })),
};

export const amountSchema = z.object({
  usdMicros,
  errorUsdMicros: usdMicros,
  /** What the amount leaves out because its price is unknown. */
  unpricedClusterHours: share,
  ...coverageShape,
});
/** A sum, and how certain it is. */
export type Amount = z.infer<typeof amountSchema>;
