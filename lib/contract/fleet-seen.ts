import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Totals } from "./fleet";

/**
 * A header of every answer about clusters, 304 included: what each poll moves, whether or not it changed anything. An
 * object by account id, as JSON. Left out if it would be longer than proxies accept; the answer's tag then changes with
 * every poll.
 */
export const SEEN_HEADER = "X-Fleet-Seen";

/** `lastSuccessAt`, `lastAttemptAt`, `nextAttemptAt` and `billing.readAt`, each in milliseconds since the epoch. */
export type AccountSeen = readonly [EpochMs | null, EpochMs | null, EpochMs | null, EpochMs | null];

export type FleetSeen = Readonly<Record<string, AccountSeen>>;

/**
 * A header of fleet answers that have `totals.month`, beside the other one: what the month has come to with the latest
 * polls, since it grows with each. A `MonthSeen` as JSON.
 */
export const MONTH_HEADER = "X-Fleet-Month";

export type MonthSeen = Pick<NonNullable<Totals["month"]>, (typeof MONTH_SEEN_FIELDS)[number]>;

export const MONTH_SEEN_FIELDS = [
  "usdMicros",
  "errorUsdMicros",
  "unpricedClusterHours",
  "observedShare",
  "asOf",
] as const;

/**
 * A header of fleet answers to people who are signed in, 304 included: another text whenever `GET /api/alerts/firing` would say
 * something else, so that pages ask for that only then. A page that sends it back is not held once it is another. `NO_ALERTS` while none fires; left out while nothing is known of alerts.
 */
export const ALERTS_HEADER = "X-Alerts";
export const NO_ALERTS = "none";
