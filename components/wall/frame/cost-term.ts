import { zoneTime } from "@/components/charts/zone-time";
import { formatShare } from "@/components/status/amount-words";
import type { Amount } from "@/lib/contract/amount";
import { formatCount } from "@/lib/domain/text/format";

/** The label of a sum and what the sum leaves out: "Today, 212 h unpriced, at 14:02". Hours are cluster hours. */
export function costTerm(name: string, amount: Amount, asOf: string | null): string {
  return joined([name, ...leftOut(amount), asOf && `at ${asOf}`]);
}

/**
 * The same label where room is short: ways to write it with no more than one remark on what the sum leaves out, the most important
 * first and none last. `sinceName` is the name that says since when the sum counts, itself such a remark.
 */
export function shortCostTerms(
  { name, sinceName }: { name: string; sinceName: string | null },
  amount: Amount,
  asOf: string | null,
): string[] {
  const time = asOf && `at ${asOf}`;
  return [
    ...(sinceName === null ? [] : [joined([sinceName, time])]),
    ...leftOut(amount).map((remark) => joined([name, remark, time])),
    joined([name, time]),
  ];
}

/** "Today since 14:03", "Month since 28 Nov" if history began within that time. */
export function sinceName(
  name: string,
  { watchedFrom }: Pick<Amount, "watchedFrom">,
  { timeZone, to }: { timeZone: string; to: "hour" | "day" },
): string | null {
  return watchedFrom === null ? null : `${name} since ${zoneTime(Date.parse(watchedFrom), timeZone, to)}`;
}

/** What a sum leaves out, the most important first. */
function leftOut({ unpricedClusterHours, observedShare, laterAccounts }: Amount): string[] {
  return [
    ...(unpricedClusterHours > 0 ? [`${formatCount(Math.ceil(unpricedClusterHours))} h unpriced`] : []),
    ...(observedShare < 1 ? [`${formatShare(observedShare)} watched`] : []),
    ...(laterAccounts.length > 0 ? ["not all accounts"] : []),
  ];
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(", ");
}
