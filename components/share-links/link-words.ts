import type { ShareLink } from "@/lib/contract/share-link";
import type { ShareKind } from "@/lib/domain/people/share-link";
import { agoWords, formatCounted, formatDuration } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";

export const KIND_WORDS: Record<ShareKind, string> = { link: "Link", display: "Wall display" };

/** Follows the state's word: "ends in 6 d 23 h", "2 h ago". */
export function endWords({ expiresAt, revokedAt }: Pick<ShareLink, "expiresAt" | "revokedAt">, now: EpochMs): string {
  if (revokedAt !== null) return agoWords(now - Date.parse(revokedAt)) ?? "just now";
  const leftMs = Date.parse(expiresAt) - now;
  return leftMs > 0 ? `ends in ${formatDuration(leftMs)}` : (agoWords(-leftMs) ?? "just now");
}

/** "2 accounts, 1 cluster" */
export function scopeWords({ accountIds, clusterIds }: ShareLink["scope"]): string {
  const accounts = accountIds.length > 0 ? [formatCounted(accountIds.length, "account")] : [];
  const clusters = clusterIds.length > 0 ? [formatCounted(clusterIds.length, "cluster")] : [];
  return [...accounts, ...clusters].join(", ");
}

/** "status and costs", "status, names and costs" */
export function showWords({ names, costs }: ShareLink["show"]): string {
  if (names && costs) return "status, names and costs";
  if (names) return "status and names";
  return costs ? "status and costs" : "status only";
}
