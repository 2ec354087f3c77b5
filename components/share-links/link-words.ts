import type { ShareLink } from "@/lib/contract/share-link";
import type { ShareKind } from "@/lib/domain/people/share-link";
import { agoWords, formatCounted, formatDuration } from "@/lib/domain/text/format";
import { listNames } from "@/lib/domain/text/list-names";
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

/** "status, names and costs", "status only, without provider and region" */
export function showWords({ names, costs, provider, region }: ShareLink["show"]): string {
  const shown = ["status", ...(names ? ["names"] : []), ...(costs ? ["costs"] : [])];
  const hidden = [...(provider ? [] : ["provider"]), ...(region ? [] : ["region"])];
  const words = shown.length === 1 ? "status only" : listNames(shown);
  return hidden.length === 0 ? words : `${words}, without ${listNames(hidden)}`;
}
