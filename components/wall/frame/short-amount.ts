import { amountWords } from "@/components/status/amount-words";
import type { Costs } from "@/lib/contract/costs";
import { formatShortAmount } from "@/lib/domain/money/format-usd";

/** A sum for little room; in words if nothing of it is known. */
export function shortAmount(amount: Costs["today"]): string {
  return amount.usdMicros > 0 ? formatShortAmount(amount.usdMicros) : amountWords(amount);
}
