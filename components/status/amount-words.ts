import type { Amount } from "@/lib/contract/amount";
import { formatAmount } from "@/lib/domain/money/format-usd";

/** A sum, unless nothing of it is known, which is not zero: nobody watched, or no price is known. */
export function amountWords({
  usdMicros,
  unpricedClusterHours,
  observedShare,
}: Pick<Amount, "usdMicros" | "unpricedClusterHours" | "observedShare">): string {
  const isKnown = usdMicros > 0 || (unpricedClusterHours === 0 && observedShare > 0);
  return isKnown ? formatAmount(usdMicros) : "Not known";
}

/** "99.7 %". Never rounded up to the whole, since 100 % means all of it. */
export function formatShare(share: number): string {
  const thousandths = share < 1 ? Math.min(999, Math.floor(share * 1_000 + 1e-9)) : Math.round(share * 1_000);
  return share === 1 ? "100 %" : `${(thousandths / 10).toFixed(1)} %`;
}
