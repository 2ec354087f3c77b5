/** Milliseconds since the epoch, UTC. */
export type EpochMs = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
/** A span of 24 hours; a calendar day may be an hour shorter or longer. */
export const DAY_MS = 24 * HOUR_MS;
