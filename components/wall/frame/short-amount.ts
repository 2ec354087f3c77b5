import { amountWords } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";
import { formatShortAmount } from "@/lib/domain/money/format-usd";

/** A sum where there is little room; in words where everything in it lacks a price. */
export function shortAmount(amount: Costs["today"]): string {
  const isKnown = amount.usdMicros > 0 || amount.unpricedClusterHours === 0;
  return isKnown ? formatShortAmount(amount.usdMicros) : amountWords(amount);
}
