import { parseUrl } from "../text/parse-url";
import { DAY_MS, type EpochMs } from "../time/epoch";

export const SHARE_KINDS = ["link", "display"] as const;
/** A link for a person, or for a screen on a wall. */
export type ShareKind = (typeof SHARE_KINDS)[number];

export const SHARE_STATES = ["active", "expired", "revoked"] as const;
export type ShareState = (typeof SHARE_STATES)[number];

/** Which clusters a link shows: all of some accounts, including future ones, and individual clusters. */
export interface ShareScope {
  accountIds: readonly string[];
  clusterIds: readonly string[];
}

/** What a link shows of its clusters in addition to their state. */
export interface ShareShow {
  costs: boolean;
  names: boolean;
  /** Where they are rented; otherwise accounts are numbered, and nothing says at which provider they are. */
  provider: boolean;
  region: boolean;
}

/** What a link shows unless its creator chooses otherwise. */
export const DEFAULT_SHOW: ShareShow = { costs: false, names: false, provider: true, region: true };

/** How long a link lasts unless its creator chooses otherwise. */
export const DEFAULT_LIFE_MS: Record<ShareKind, number> = { link: 7 * DAY_MS, display: 365 * DAY_MS };

/** No link lasts forever: its creator may be gone before anybody thinks of revoking it. */
export const MAX_LIFE_MS = 5 * 366 * DAY_MS;

/** A link ends exactly at `expiresAt`. */
export function shareStateOf(
  { expiresAt, revokedAt }: { expiresAt: EpochMs; revokedAt: EpochMs | null },
  now: EpochMs,
): ShareState {
  if (revokedAt !== null) return "revoked";
  return now < expiresAt ? "active" : "expired";
}

export function isInScope({ accountIds, clusterIds }: ShareScope, accountId: string, clusterId: string): boolean {
  return accountIds.includes(accountId) || clusterIds.includes(clusterId);
}

// A URL's host may contain characters with a meaning in a content policy: wildcards, quotes, semicolons.
const PLAIN_ORIGIN = /^https?:\/\/([a-z0-9._-]+|\[[0-9a-f:]+\])(:\d+)?$/;

/** The origin in a text, normalised as browsers do; `null` unless the text is just an http or https origin. */
export function parseOrigin(text: string): string | null {
  const url = parseUrl(text);
  if (url === null) return null;
  const { origin, href } = url;
  return href === `${origin}/` && PLAIN_ORIGIN.test(origin) ? origin : null;
}
