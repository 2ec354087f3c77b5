import type { UsdMicros, UsdMicrosPerHour } from "../money/cost";
import { DAY_MS, type EpochMs, HOUR_MS } from "../time/epoch";

const SHORT_MS = 72 * HOUR_MS;
const LOW_MS = DAY_MS;
const CRITICAL_MS = 12 * HOUR_MS;
/** Adapters ask every ten minutes at the latest, and again five minutes after a failure. */
const LATE_AFTER_MS = HOUR_MS / 4;

/** How much of something an account may have, and has: "H100 in us-iowa-1", 12 of 16. */
export interface Quota {
  label: string;
  used: number | null;
  allowed: number;
}

/** What a provider says of the account itself. */
export interface AccountReading {
  /** Money left to spend; `null` where it is not prepaid or not known. */
  balanceUsdMicros: UsdMicros | null;
  /** Why the provider has suspended the account, as a sentence; `null` when it has not. */
  suspension: string | null;
  quotas: Quota[];
  /** When the provider said so: it is asked more seldom than for clusters. */
  readAt: EpochMs;
}

/**
 * When a balance is used up, if what its clusters charge per hour stays as it is. `null` where the balance or any rate is not
 * known, where nothing is charged, and beyond the last day that ISO 8601 writes with four digits.
 */
export function balanceEnd(
  balance: UsdMicros | null,
  rates: readonly (UsdMicrosPerHour | null)[],
  readAt: EpochMs,
): EpochMs | null {
  if (balance === null || rates.includes(null)) return null;
  const perHour = rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0);
  if (perHour <= 0) return null;
  const endsAt = readAt + (Math.max(0, balance) / perHour) * HOUR_MS;
  return endsAt <= Date.UTC(9999, 11, 31) ? Math.round(endsAt) : null;
}

/** Whether what is said of an account is older than it should be, so that its age must be shown. */
export function isAccountLate(readAt: EpochMs, now: EpochMs): boolean {
  return now - readAt > LATE_AFTER_MS;
}

/** How urgent the end of a balance is: degraded from three days before it, down from twelve hours before it; `null` before that. */
export function balanceMark(endsAt: EpochMs | null, now: EpochMs): "degraded" | "down" | null {
  if (endsAt === null || endsAt - now >= SHORT_MS) return null;
  return endsAt - now < CRITICAL_MS ? "down" : "degraded";
}

/** Whether a balance ends within a day, so that whoever looks at the fleet must know. */
export function isBalanceLow(endsAt: EpochMs | null, now: EpochMs): boolean {
  return endsAt !== null && endsAt - now < LOW_MS;
}

/** How many accounts the provider has suspended, and how many have a balance that is low. */
export function accountTroubles(
  connections: readonly { account: { suspension: string | null; balanceEndsAt: string | null } | null }[],
  now: EpochMs,
): { suspended: number; low: number } {
  const accounts = connections.flatMap(({ account }) => account ?? []);
  return {
    suspended: accounts.filter(({ suspension }) => suspension !== null).length,
    low: accounts.filter(({ balanceEndsAt }) => balanceEndsAt !== null && isBalanceLow(Date.parse(balanceEndsAt), now))
      .length,
  };
}

/** The fullest first; what is not known to be used comes last. */
export function sortQuotas(quotas: readonly Quota[]): Quota[] {
  return quotas.toSorted((one, other) => usedShare(other) - usedShare(one));
}

/** 0 to 1 of what is allowed, or more; anything used of nothing counts as all of it. */
export function usedShare({ used, allowed }: Quota): number {
  if (used === null || used <= 0) return 0;
  return allowed > 0 ? used / allowed : 1;
}
