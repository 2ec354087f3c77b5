import { subtractUsd, type UsdMicros, usdMicros, usedShare } from "../money/cost";
import { type EpochMs, HOUR_MS } from "../time/epoch";
import type { Limit } from "./cluster";

const NEAR_MS = HOUR_MS;
const NEAR_SHARE = 0.9;

export interface LimitDistance {
  /** Below zero once the moment has passed; `null` for a limit of money. */
  leftMs: number | null;
  /** Zero once it is spent; `null` for a limit of time, and where it is not known what is spent. */
  leftUsdMicros: UsdMicros | null;
  /** How much of the way is gone, 0 to 1; `null` where the beginning or what is spent is not known. */
  share: number | null;
}

/** How far a limit is from what it will do. `spent` is the provider's own count, or ours where it has none. */
export function limitDistance(
  { at, spendUsdMicros }: Pick<Limit, "at" | "spendUsdMicros">,
  { spent, createdAt, now }: { spent: UsdMicros | null; createdAt: EpochMs | null; now: EpochMs },
): LimitDistance {
  if (at !== null) {
    const whole = createdAt === null ? 0 : at - createdAt;
    const share = createdAt === null || whole <= 0 ? null : clampShare((now - createdAt) / whole);
    return { leftMs: at - now, leftUsdMicros: null, share };
  }
  if (spendUsdMicros === null || spent === null) return { leftMs: null, leftUsdMicros: null, share: null };
  return {
    leftMs: null,
    leftUsdMicros: usdMicros(Math.max(0, subtractUsd(spendUsdMicros, spent))),
    share: clampShare(usedShare(spent, spendUsdMicros)),
  };
}

/** Whether a person must know now: a deletion within the hour, or with more than nine tenths of the money spent. */
export function isNearLimit(
  { action }: Pick<Limit, "action">,
  { leftMs, leftUsdMicros, share }: LimitDistance,
): boolean {
  if (action !== "delete") return false;
  if (leftMs !== null) return leftMs < NEAR_MS;
  return leftUsdMicros !== null && share !== null && share > NEAR_SHARE;
}

function clampShare(share: number): number {
  return Math.min(1, Math.max(0, share));
}
