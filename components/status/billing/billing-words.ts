import type { Account } from "@/lib/contract/fleet";
import { isBillingLate } from "@/lib/domain/cluster/account-billing";
import { formatUsd } from "@/lib/domain/money/format-usd";
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDuration,
  formatTime,
  formatWeekdayTime,
} from "@/lib/domain/text/format";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";

type AccountBilling = NonNullable<Account["billing"]>;

/** A weekday identifies a moment only within a week. */
const NEAR_MS = 6 * DAY_MS;

export function balanceEndOf({ billing }: Pick<Account, "billing">): EpochMs | null {
  return billing?.balanceEndsAt == null ? null : Date.parse(billing.balanceEndsAt);
}

/** "empty Saturday 03:10 at the current burn rate" */
export function runwayWords(endsAt: EpochMs, now: EpochMs): string {
  if (endsAt <= now) return "used up at the current burn rate";
  const moment = endsAt - now < NEAR_MS ? formatWeekdayTime(endsAt) : formatDay(endsAt);
  return `empty ${moment} at the current burn rate`;
}

/** Why it is unknown how long a balance lasts; `null` if it is known, or nothing is spent. */
export function unknownRunwayWords({ usdMicrosBalance, clustersWithoutRate }: AccountBilling): string | null {
  if (usdMicrosBalance === null || clustersWithoutRate === 0) return null;
  return `how long it lasts is unknown: ${formatCounted(clustersWithoutRate, "cluster")} without a price`;
}

/** "empty in 9 h 20 min" */
export function remainingWords(endsAt: EpochMs, now: EpochMs): string {
  return endsAt <= now ? "used up" : `empty in ${formatDuration(endsAt - now)}`;
}

/** "as of 20 Nov 2026, 15:04" if the account's reading is late; empty if it is not, or there is none. */
export function ageWords(readAt: EpochMs | null, now: EpochMs): string {
  return readAt !== null && isBillingLate(readAt, now) ? `as of ${formatTime(readAt)}` : "";
}

/** "$88,000.00 left" */
export function balanceWords({ usdMicrosBalance, foreignBalance }: AccountBilling): string | null {
  if (foreignBalance !== undefined) return `${foreignBalance.amount} ${foreignBalance.currency} left`;
  return usdMicrosBalance === null ? null : `${formatUsd(usdMicrosBalance)} left`;
}

/** "12 of 16" */
export function quotaWords({ used, allowed }: AccountBilling["quotas"][number]): string {
  return `${used === null ? "unknown" : formatCount(used)} of ${formatCount(allowed)}`;
}
