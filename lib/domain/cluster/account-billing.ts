import type { UsdMicros, UsdMicrosPerHour } from "../money/cost";
import type { ForeignPrice } from "../money/rate";
import { DAY_MS, type EpochMs, HOUR_MS } from "../time/epoch";

const SHORT_MS = 72 * HOUR_MS;
const LOW_MS = DAY_MS;
const CRITICAL_MS = 12 * HOUR_MS;
/** Adapters read an account at least every ten minutes, and again five minutes after a failure. */
const LATE_AFTER_MS = HOUR_MS / 4;

/** How much of something an account is allowed, and how much it uses: "H100 in us-iowa-1", 12 of 16. */
export interface Quota {
  label: string;
  used: number | null;
  allowed: number;
}

/** What a provider says about the account itself. */
export interface AccountBilling {
  /** The money left to spend; `null` if the account is not prepaid or the balance is unknown. */
  balanceUsdMicros: UsdMicros | null;
  /** The balance in another currency, as the provider writes it: `balanceUsdMicros` is `null` then. */
  foreignBalance?: ForeignPrice;
  /** Why the provider has suspended the account, as a sentence; `null` if it has not. */
  suspension: string | null;
  quotas: Quota[];
  /** When the provider said so. Accounts are read less often than clusters. */
  readAt: EpochMs;
}

/**
 * When a balance will be used up if the hourly rates of its clusters stay the same. `null` if the balance or any rate is
 * unknown, if nothing is charged, and beyond the year 9999, the last one that ISO 8601 writes with four digits.
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

/** Whether an account's reading is older than it should be, so that its age must be shown. */
export function isBillingLate(readAt: EpochMs, now: EpochMs): boolean {
  return now - readAt > LATE_AFTER_MS;
}

/** How urgent the end of a balance is: degraded within three days, down within twelve hours, `null` if further away. */
export function balanceMark(endsAt: EpochMs | null, now: EpochMs): "degraded" | "down" | null {
  if (endsAt === null || endsAt - now >= SHORT_MS) return null;
  return endsAt - now < CRITICAL_MS ? "down" : "degraded";
}

/** Whether a balance ends within a day, so that everybody who views the fleet must know. */
export function isBalanceLow(endsAt: EpochMs | null, now: EpochMs): boolean {
  return endsAt !== null && endsAt - now < LOW_MS;
}

/** How many accounts are suspended by their provider, and how many have a low balance. */
export function billingTroubles(
  accounts: readonly { billing: { suspension: string | null; balanceEndsAt: string | null } | null }[],
  now: EpochMs,
): { suspended: number; low: number } {
  const billings = accounts.flatMap(({ billing }) => billing ?? []);
  return {
    suspended: billings.filter(({ suspension }) => suspension !== null).length,
    low: billings.filter(({ balanceEndsAt }) => balanceEndsAt !== null && isBalanceLow(Date.parse(balanceEndsAt), now))
      .length,
  };
}

/** Fullest first; quotas of unknown usage come last. */
export function sortQuotas(quotas: readonly Quota[]): Quota[] {
  return quotas.toSorted((one, other) => usedShare(other) - usedShare(one));
}

/** The share of the allowance in use: 0 to 1, or more. Any use of an allowance of zero counts as 1. */
export function usedShare({ used, allowed }: Quota): number {
  if (used === null || used <= 0) return 0;
  return allowed > 0 ? used / allowed : 1;
}
