import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { magnitude, usdMicros } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { formatDuration } from "@/lib/domain/text/format";
import { HOUR_MS } from "@/lib/domain/time/epoch";

type ProviderFigure = NonNullable<Costs["providerFigure"]>;

/** How a provider's figure compares to ours, and how much of it had accrued before we started watching. */
export function providerRemark(figure: ProviderFigure, timeZone: string): string {
  const { at, differenceUsdMicros, firstAt, firstUsdMicros } = figure;
  const since = zoneTime(Date.parse(firstAt), timeZone, minuteStyle([firstAt, at].map(Date.parse), timeZone));
  if (at === firstAt) return `as first read on ${since}`;
  const difference = formatAmount(magnitude(differenceUsdMicros));
  const direction = differenceUsdMicros > 0 ? "more" : "less";
  const comparison =
    differenceUsdMicros === 0
      ? `the same as our count since ${since}`
      : `${difference} ${direction} than our count since ${since}`;
  const before = firstUsdMicros === 0 ? [] : [`${formatAmount(firstUsdMicros)} from before we watched`];
  return [[comparison, ...causesOf(figure)].join(", "), ...before].join("; ");
}

/** What a difference is made of, as far as it can be told. */
function causesOf({ differenceUsdMicros, errorUsdMicros, unwatchedHours, unpricedHours }: ProviderFigure): string[] {
  if (differenceUsdMicros === 0) return [];
  const unexplained = magnitude(differenceUsdMicros) - errorUsdMicros;
  if (unexplained <= 0) return ["which our own error explains"];
  const error = errorUsdMicros > 0 ? [`up to ${formatAmount(errorUsdMicros)} of it by our own error`] : [];
  const missed = [
    ...(unwatchedHours > 0 ? [`${formatDuration(unwatchedHours * HOUR_MS)} that nobody watched`] : []),
    ...(unpricedHours > 0 ? [`${formatDuration(unpricedHours * HOUR_MS)} at an unknown price`] : []),
  ];
  const rest = formatAmount(usdMicros(unexplained));
  return [...error, missed.length > 0 ? `${rest} of it perhaps from ${missed.join(" and ")}` : `${rest} unexplained`];
}
