import type { EpochMs } from "@/lib/domain/time/epoch";

/**
 * A header of every answer about clusters, 304 included: what each poll moves, whether or not it changed anything. An object by account id,
 * as JSON. Left out if it would be longer than proxies accept; the answer's tag then changes with every poll.
 */
export const SEEN_HEADER = "X-Fleet-Seen";

/** `lastSuccessAt`, `lastAttemptAt`, `nextAttemptAt` and `billing.readAt`, each in milliseconds since the epoch. */
export type AccountSeen = readonly [EpochMs | null, EpochMs | null, EpochMs | null, EpochMs | null];

export type FleetSeen = Readonly<Record<string, AccountSeen>>;
