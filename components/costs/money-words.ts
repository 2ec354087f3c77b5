import type { UsdMicros } from "@/lib/domain/cost";
import { formatUsd } from "@/lib/domain/format";

const CENT = 10_000;

const axis = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumFractionDigits: 1,
});

/** How wrong a figure may be, in words: "exact", "give or take $1.20". */
export function errorWords(errorUsdMicros: UsdMicros): string {
  if (errorUsdMicros === 0) return "exact";
  return errorUsdMicros < CENT ? "give or take less than a cent" : `give or take ${formatUsd(errorUsdMicros)}`;
}

/** The same beside a figure in a table: "± $1.20"; nothing where it is exact. */
export function errorSign(errorUsdMicros: UsdMicros): string {
  if (errorUsdMicros === 0) return "";
  return errorUsdMicros < CENT ? "± <$0.01" : `± ${formatUsd(errorUsdMicros)}`;
}

/** "99.7 %". Never rounded up to the whole: 100 % means all of it. */
export function formatShare(share: number): string {
  const thousandths = share < 1 ? Math.min(999, Math.floor(share * 1_000 + 1e-9)) : Math.round(share * 1_000);
  return `${thousandths / 10} %`;
}

/** "$1.2K", for the marks of an axis. */
export function formatAxisUsd(micros: number): string {
  return axis.format(micros / 1_000_000);
}
