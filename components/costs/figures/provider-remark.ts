import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { magnitude } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";

/** How a provider's figure compares to ours, and how much of it had accrued before we started watching. */
export function providerRemark(figure: NonNullable<Costs["providerFigure"]>, timeZone: string): string {
  const { at, differenceUsdMicros, firstAt, firstUsdMicros } = figure;
  const since = zoneTime(Date.parse(firstAt), timeZone, minuteStyle([firstAt, at].map(Date.parse), timeZone));
  if (at === firstAt) return `as first read on ${since}`;
  const difference = formatAmount(magnitude(differenceUsdMicros));
  const direction = differenceUsdMicros > 0 ? "more" : "less";
  const comparison =
    differenceUsdMicros === 0
      ? `the same as our count since ${since}`
      : `${difference} ${direction} than our count since ${since}`;
  return firstUsdMicros === 0 ? comparison : `${comparison}; ${formatAmount(firstUsdMicros)} from before we watched`;
}
