import { amountWords } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";
import { formatShortAmount } from "@/lib/domain/money/format-usd";

/** A sum for little room; in words if everything in it has an unknown price. */
export function shortAmount(amount: Costs["today"]): string {
  const isKnown = amount.usdMicros > 0 || amount.unpricedClusterHours === 0;
  return isKnown ? formatShortAmount(amount.usdMicros) : amountWords(amount);
}
