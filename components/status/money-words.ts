import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import type { Amount } from "@/lib/contract/amount";
import { MICROS_PER_CENT, type UsdMicros } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { formatCounted } from "@/lib/domain/text/format";
import { formatShare } from "./amount-words";

/** What words about an amount depend on besides the amount. */
export interface AmountContext {
  timeZone: string;
  /** When the amount was added up. */
  generatedAt: string;
  /** Since when nothing has been recorded; `null` while history is being written. */
  unrecordedSince: string | null;
}

/** How far off a figure may be, in words: "exact", "give or take $1.20". */
export function errorWords(errorUsdMicros: UsdMicros): string {
  if (errorUsdMicros === 0) return "exact";
  return errorUsdMicros < MICROS_PER_CENT
    ? "give or take less than a cent"
    : `give or take ${formatAmount(errorUsdMicros)}`;
}

/** How certain a sum is: "exact" only if its whole time was watched and recorded, at known prices. */
export function amountRemark(amount: Amount, context: AmountContext): string {
  const { errorUsdMicros, observedShare, watchedFrom } = amount;
  if (observedShare === 0 && amount.usdMicros === 0) {
    return watchedFrom === null ? "not watched" : `not watched before ${timeIn(context, watchedFrom)}`;
  }
  const since = sinceWords(amount, context);
  const parts = [
    ...(errorUsdMicros > 0 ? [errorWords(errorUsdMicros)] : []),
    ...unpricedParts(amount),
    ...(observedShare < 1 ? [`watched ${formatShare(observedShare)} of the time`] : []),
    ...(context.unrecordedSince === null ? [] : [`nothing recorded since ${timeIn(context, context.unrecordedSince)}`]),
    ...(since === null ? [] : [since]),
  ];
  const before = watchedFrom === null ? [] : ["what accrued before is not known"];
  const clauses = [parts.join(", "), ...before, ...laterWords(amount, context)].filter((clause) => clause !== "");
  return clauses.length === 0 ? errorWords(errorUsdMicros) : clauses.join("; ");
}

/** The part of `amountRemark` that says the most, for places with little room: the rest must be shown on demand. */
export function shortRemark(amount: Amount, context: AmountContext): string {
  const { usdMicros, observedShare, unpricedClusterHours, laterAccounts, errorUsdMicros } = amount;
  if (observedShare === 0 && usdMicros === 0) return amountRemark(amount, context);
  if (context.unrecordedSince !== null) return `nothing recorded since ${timeIn(context, context.unrecordedSince)}`;
  const since = sinceWords(amount, context);
  if (since !== null) return since;
  if (laterAccounts.length > 0) return "not all accounts";
  if (observedShare < 1) return `watched ${formatShare(observedShare)}`;
  return unpricedClusterHours > 0 ? "without unknown prices" : errorWords(errorUsdMicros);
}

/** "since 28 Nov, 14:03", if history began within the amount's time. */
export function sinceWords({ watchedFrom }: Pick<Amount, "watchedFrom">, context: AmountContext): string | null {
  return watchedFrom === null ? null : `since ${timeIn(context, watchedFrom)}`;
}

function unpricedParts({ usdMicros, unpricedClusterHours }: Amount): string[] {
  if (unpricedClusterHours === 0) return [];
  const hours = `${formatCounted(Math.ceil(unpricedClusterHours), "cluster hour")} of unknown price`;
  return [usdMicros === 0 ? hours : `excluding ${hours}`];
}

/** Naming more accounts than this would say less. */
const MAX_NAMED = 2;

function laterWords({ laterAccounts }: Amount, context: AmountContext): string[] {
  if (laterAccounts.length > MAX_NAMED)
    return [`${formatCounted(laterAccounts.length, "account")} only since later, or not yet`];
  return laterAccounts.map(({ label, since }) =>
    since === null ? `without ${label}, which was never read` : `${label} only since ${timeIn(context, since)}`,
  );
}

function timeIn({ timeZone, generatedAt }: AmountContext, time: string): string {
  const moments = [time, generatedAt].map(Date.parse);
  return zoneTime(Date.parse(time), timeZone, minuteStyle(moments, timeZone));
}
