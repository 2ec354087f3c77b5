import { type UsdMicrosPerHour, usdMicrosPerHour } from "./cost";

export const BILLINGS = ["full", "reduced", "none", "unknown"] as const;
/** What the provider charges in the present status. */
export type Billing = (typeof BILLINGS)[number];

export const RATE_SOURCES = ["reported", "summed", "configured", "none"] as const;
export type RateSource = (typeof RATE_SOURCES)[number];

/** Money per hour now. `usdMicrosPerHour: null` means not known, never free. */
export interface Rate {
  usdMicrosPerHour: UsdMicrosPerHour | null;
  source: RateSource;
  billing: Billing;
  /** What a reader must know about this figure, such as "Billed by AWS"; `null` when it speaks for itself. */
  note: string | null;
}

/** A rate nothing is known of. */
export const UNKNOWN_RATE: Rate = { usdMicrosPerHour: null, source: "none", billing: "unknown", note: null };

/** What is charged at present: nothing when the provider says that it does not bill, whatever price it also names. */
export function chargedRate({ usdMicrosPerHour: named, billing }: Pick<Rate, "usdMicrosPerHour" | "billing">) {
  return billing === "none" ? usdMicrosPerHour(0) : named;
}
