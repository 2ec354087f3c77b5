import { amountWords, formatShortAmount } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";

/** A sum where there is little room; in words where everything in it lacks a price. */
export function shortAmount(amount: Costs["today"]): string {
  const isKnown = amount.usdMicros > 0 || amount.unpricedClusterHours === 0;
  return isKnown ? formatShortAmount(amount.usdMicros) : amountWords(amount);
}
