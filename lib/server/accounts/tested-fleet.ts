import "server-only";
import type { SettingsTestResult } from "@/lib/contract/accounts";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { chargedRate } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import type { FleetReading } from "../providers/spec";

/** More would help nobody. */
const MAX_IDS = 20;

export function seenIn({ clusters }: Pick<FleetReading, "clusters">): NonNullable<SettingsTestResult["sees"]> {
  const known = clusters.flatMap(({ rate }) => chargedRate(rate) ?? []);
  // Nothing costs nothing; what has no known rate does not.
  const isKnown = known.length > 0 || clusters.length === 0;
  const sum = known.reduce((total: number, rate) => total + rate, 0);
  return { clusters: clusters.length, usdMicrosPerHour: isKnown ? usdMicrosPerHour(sum) : null };
}

/** What limits a reading, as sentences. */
export function notesOf({ clusters, unreadable, warnings, complete }: FleetReading): string[] {
  const unpriced = clusters.filter(({ rate }) => chargedRate(rate) === null).length;
  return [
    ...warnings,
    ...(unpriced === 0 ? [] : [`No rate is known of ${formatCounted(unpriced, "cluster")}.`]),
    ...(unreadable.length === 0 ? [] : [`${formatCounted(unreadable.length, "cluster")} could not be read.`]),
    ...(complete ? [] : ["The list may lack some clusters."]),
  ];
}

/** Which accounts a key can see, as a sentence. */
export function visibleIdsNote(ids: readonly string[]): string[] {
  if (ids.length === 0) return ["This key cannot see any account."];
  return [`This key can see ${ids.length === 1 ? "the account" : "the accounts"} ${ids.slice(0, MAX_IDS).join(", ")}.`];
}
