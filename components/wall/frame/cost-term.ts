import { zoneTime } from "@/components/charts/zone-time";
import { formatShare } from "@/components/status/money-words";
import type { Amount } from "@/lib/contract/amount";
import { formatCount } from "@/lib/domain/text/format";

/**
 * The label of a sum and the most that the sum leaves out: "Today, 212 h unpriced, at 14:02". Hours are cluster hours. There is room
 * for one remark: a longer label would take the room of the clusters.
 */
export function costTerm(
  name: string,
  { unpricedClusterHours, observedShare, laterAccounts }: Amount,
  asOf: string | null,
): string {
  const [remark] = [
    unpricedClusterHours > 0 && `${formatCount(Math.ceil(unpricedClusterHours))} h unpriced`,
    observedShare < 1 && `${formatShare(observedShare)} watched`,
    laterAccounts.length > 0 && "not all accounts",
  ].filter(Boolean);
  return [name, remark, asOf && `at ${asOf}`].filter(Boolean).join(", ");
}

/** "Today since 14:03", "Month since 28 Nov" if history began within that time. */
export function sinceName(
  name: string,
  { watchedFrom }: Pick<Amount, "watchedFrom">,
  { timeZone, to }: { timeZone: string; to: "hour" | "day" },
): string | null {
  return watchedFrom === null ? null : `${name} since ${zoneTime(Date.parse(watchedFrom), timeZone, to)}`;
}
