import { type UsdMicrosPerHour, usdMicrosPerHour } from "./cost";

export const BILLINGS = ["full", "reduced", "none", "unknown"] as const;
/** What the provider charges in the current status. */
export type Billing = (typeof BILLINGS)[number];

export const RATE_SOURCES = ["reported", "summed", "computed", "configured", "none"] as const;
/** `computed`: from what the provider's price list says of what is used, since it names no price of the thing itself. */
export type RateSource = (typeof RATE_SOURCES)[number];

/** The current price per hour. `usdMicrosPerHour: null` means unknown, never free. */
export interface Rate {
  usdMicrosPerHour: UsdMicrosPerHour | null;
  source: RateSource;
  billing: Billing;
  /** What a reader must know about this figure, such as "Billed by AWS"; `null` if it speaks for itself. */
  note: string | null;
  /** The price in another currency, which is not added up: `usdMicrosPerHour` is `null` then. Left out for US dollars. */
  foreign?: ForeignPrice;
}

/** An amount in another currency as the provider writes it: "2.35", "EUR". */
export interface ForeignPrice {
  amount: string;
  currency: string;
}

/** A rate about which nothing is known. */
export const UNKNOWN_RATE: Rate = { usdMicrosPerHour: null, source: "none", billing: "unknown", note: null };

/** What is charged right now: nothing if the provider says that it does not bill, whatever price it also gives. */
export function chargedRate({ usdMicrosPerHour: named, billing }: Pick<Rate, "usdMicrosPerHour" | "billing">) {
  return billing === "none" ? usdMicrosPerHour(0) : named;
}
