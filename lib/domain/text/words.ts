import type { ClusterStatus } from "../cluster/cluster";
import { isOld } from "../cluster/freshness";
import { isCostlyAtRest, type Marked, markOf } from "../cluster/mark";
import { formatUsdPerDay } from "../money/format-usd";

const STATUS_WORDS: Record<ClusterStatus, string> = {
  provisioning: "Provisioning",
  running: "Running",
  degraded: "Degraded",
  stopping: "Stopping",
  stopped: "Stopped",
  terminating: "Terminating",
  terminated: "Terminated",
  error: "Error",
  unknown: "Unknown",
};

/** The word next to a mark: "Degraded", "Unhealthy", "Was running". Never healthier than the mark. */
export function statusWords(marked: Marked): string {
  if (marked.freshness === "unknown") return "Never read";
  const words = presentWords({ ...marked, freshness: "fresh" });
  return marked.freshness === "stale" ? `Was ${words.toLowerCase()}` : words;
}

/**
 * The words with how long the status has lasted: "Degraded 42 min". A duration belongs to the status, not to the health, so if
 * the words come from the health, the status is named too: "Unhealthy, running 3 d". An old reading has no duration, and
 * `null` stands for an unknown one.
 */
export function statusWordsSince(marked: Marked, duration: string | null): string {
  const words = statusWords(marked);
  if (duration === null || isOld(marked.freshness)) return words;
  const status = STATUS_WORDS[marked.status];
  if (words.startsWith(status)) return words.replace(status, `${status} ${duration}`);
  return `${words}, ${status.toLowerCase()} ${duration}`;
}

/** "$48 a day" for a cluster that is stopped at that price; `null` for any other. */
export function costlyWords(marked: Marked): string | null {
  const { usdMicrosPerHour, freshness } = marked;
  if (isOld(freshness) || usdMicrosPerHour == null || !isCostlyAtRest(marked)) return null;
  return formatUsdPerDay(usdMicrosPerHour);
}

function presentWords(marked: Marked): string {
  const { status, billing, usdMicrosPerHour } = marked;
  switch (markOf(marked)) {
    case "stopped-billed":
      if (usdMicrosPerHour != null && isCostlyAtRest(marked))
        return `Stopped, still billed ${formatUsdPerDay(usdMicrosPerHour)}`;
      return billing === "unknown" ? "Stopped, may be billed" : "Stopped, still billed";
    case "down":
      return status === "error" ? "Error" : "Unhealthy";
    case "degraded":
      return "Degraded";
    case "unknown":
      return status === "running" ? "Running, health unknown" : "Unknown";
    default:
      return STATUS_WORDS[status];
  }
}
