import type { Cluster } from "@/lib/contract/fleet";
import { flappingWords } from "@/lib/domain/cluster/failures";
import { isOld } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { formatCount, formatCounted, formatDuration, formatTime } from "@/lib/domain/text/format";
import { costlyWords } from "@/lib/domain/text/words";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { NamedAccount } from "@/lib/queries/stable-fleet";
import { markedOf, type Reading } from "./live-cluster";

type SharedMachines = NonNullable<Cluster["sharedWith"]>[number];

/** What to call a cluster wherever there may be others: its name, with its provider or account if another has the same. */
export function nameOf({ name, distinctName }: Pick<Cluster, "name" | "distinctName">): string {
  return distinctName ?? name;
}

/** "H100 SXM × 8", "H100 SXM", "8 GPUs"; `null` when neither is known. */
export function gpuWords({ gpuModel, gpuCount }: Pick<Cluster, "gpuModel" | "gpuCount">): string | null {
  if (gpuCount === 0) return "no GPUs";
  if (gpuModel === null) return gpuCount === null ? null : formatCounted(gpuCount, "GPU");
  return gpuCount === null ? gpuModel : `${gpuModel} × ${formatCount(gpuCount)}`;
}

/** "6 of 8 ok", below a header that says what is counted. `null` if no node is named. */
export function nodeShare({ nodes: { total, healthy, unknown } }: Cluster): string | null {
  if (total === 0) return null;
  return unknown === total ? formatCount(total) : `${formatCount(healthy)} of ${formatCount(total)} ok`;
}

/** "6 of 8 nodes ok"; nodes of unknown health are counted, but not called bad. `null` if none is named. */
export function nodeWords({ nodes: { total, healthy, unhealthy, unknown } }: Cluster): string | null {
  if (total === 0) return null;
  const all = formatCounted(total, "node");
  if (unknown === total) return all;
  if (total === 1) return healthy === 1 ? "1 node ok" : "1 node, not ok";
  const doubt = unknown > 0 && unhealthy === 0 ? `, ${formatCount(unknown)} unknown` : "";
  return `${formatCount(healthy)} of ${all} ok${doubt}`;
}

type Since = Pick<Cluster, "statusSince" | "statusMayBeOlder">;

/**
 * How long the status has lasted: "42 min", or "over 42 min" if it may have begun earlier. `null` while that says
 * nothing, and if one of the clocks is wrong.
 */
export function lastedWords({ statusSince, statusMayBeOlder }: Since, now: EpochMs): string | null {
  const lastedMs = now - Date.parse(statusSince);
  if (lastedMs < SECOND_MS) return null;
  const duration = formatDuration(lastedMs);
  return statusMayBeOlder ? `over ${duration}` : duration;
}

/** "running since 21 Nov 2026, 12:30:05 UTC" */
export function sinceWords({ status, statusSince, statusMayBeOlder }: Since & Pick<Cluster, "status">): string {
  const words = `${status} since ${formatTime(Date.parse(statusSince))}`;
  return statusMayBeOlder ? `${words}, or earlier` : words;
}

/** What there is to say about a cluster besides its status: that it keeps failing, and why it is as it is. `null` for nothing. */
export function noticeWords({ cluster, freshness, mark }: Reading): string | null {
  const reason = reasonWords(cluster, mark);
  const told = [flappingWords(cluster.recentFailures), reason && isOld(freshness) ? `Was: ${reason}` : reason];
  const words = told.filter((part) => part !== null);
  return words.length === 0 ? null : words.join(" · ");
}

/**
 * The same for a list, where the status has no room for what a stopped cluster costs, and nothing else says that its account is
 * paused.
 */
export function listNotice(reading: Reading, paused: NamedAccount["paused"] = null): string | null {
  const cost = costlyWords(markedOf(reading.cluster, reading.freshness));
  const told = [
    paused && pausedWords(paused),
    cost && `${cost} while it is stopped`,
    noticeWords(reading),
    ...sharedWords(reading.cluster),
  ];
  const parts = told.filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" · ");
}

/** Which clusters of other accounts are the same machines, and which account pays for them, one phrase each. */
export function sharedWords({ sharedWith = [] }: Pick<Cluster, "sharedWith">): string[] {
  return sharedWith.map(sharedPhrase);
}

export function sharedPhrase({
  isShownHere,
  isCountedThere,
  providerLabel,
  accountLabel,
  name,
}: SharedMachines): string {
  if (isShownHere) return `also: ${providerLabel} ${name}`;
  return isCountedThere ? `billed through ${accountLabel} as ${name}` : `also in ${accountLabel} as ${name}`;
}

function pausedWords({ by, at }: NonNullable<NamedAccount["paused"]>): string {
  const since = at && `since ${formatTime(Date.parse(at))}`;
  return ["Paused", by && `by ${by}`, since].filter(Boolean).join(" ");
}

const SPEAKS_FOR_ITSELF: readonly Mark[] = ["healthy", "stopped", "stopped-billed"];

/** Why a cluster is in its state, in one line; `null` if its status speaks for itself or the reason is unknown. */
export function reasonWords({ healthReasons, statusDetail }: Cluster, mark: Mark): string | null {
  if (SPEAKS_FOR_ITSELF.includes(mark)) return null;
  const isSaid = healthReasons.some((reason) => reason.toLowerCase().includes(statusDetail?.toLowerCase() ?? ""));
  const reasons = statusDetail === null || isSaid ? healthReasons : [...healthReasons, statusDetail];
  return reasons.length === 0 ? null : reasons.join(" · ");
}
