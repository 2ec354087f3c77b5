import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { isAtRest, worstHealth } from "@/lib/domain/cluster/health";
import { isNearLimit, limitDistance } from "@/lib/domain/cluster/limit";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { formatDuration } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "./account-snapshot";

/** A snapshot in which clusters that the provider is about to delete on its own ask for attention, and say why. */
export function joinLimitReasons(snapshot: AccountSnapshot, now: EpochMs): AccountSnapshot {
  const clusters = new Map(snapshot.clusters);
  for (const [id, tracked] of snapshot.clusters) {
    const { reading } = tracked;
    const reasons = reasonsOf(reading, snapshot.provider.label, now);
    if (reasons.length === 0) continue;
    const health = worstHealth([reading.health, "degraded"]);
    const healthReasons = [...reading.healthReasons, ...reasons];
    clusters.set(id, { ...tracked, reading: { ...reading, health, healthReasons } });
  }
  return { ...snapshot, clusters };
}

function reasonsOf({ status, limits, createdAt }: ClusterReading, providerLabel: string, now: EpochMs): string[] {
  if (isAtRest(status) || status === "terminating") return [];
  return limits.flatMap((limit) => {
    const distance = limitDistance(limit, { spent: limit.spentUsdMicros, createdAt, now });
    if (!isNearLimit(limit, distance)) return [];
    const { leftMs, leftUsdMicros } = distance;
    const what = limit.node ?? "it";
    if (leftMs !== null)
      return leftMs > 0
        ? `${providerLabel} deletes ${what} by itself in ${formatDuration(leftMs)}`
        : `${providerLabel} was to delete ${what} by itself ${formatDuration(-leftMs)} ago`;
    if (leftUsdMicros === null || limit.spendUsdMicros === null) return [];
    return `${providerLabel} deletes ${what} by itself at ${formatAmount(limit.spendUsdMicros)}, with ${formatAmount(leftUsdMicros)} to go by its own count`;
  });
}
