import { subtractUsd, type UsdMicros, usdMicros, usedShare } from "../money/cost";
import { type EpochMs, HOUR_MS } from "../time/epoch";
import type { Limit } from "./cluster";

const NEAR_MS = HOUR_MS;
const NEAR_SHARE = 0.9;

export interface LimitDistance {
  /** Negative once the moment has passed; `null` for a spend limit. */
  leftMs: number | null;
  /** Zero once it is spent; `null` for a time limit, or if the spend is unknown. */
  leftUsdMicros: UsdMicros | null;
  /** How close the limit is, 0 to 1; `null` if the start or the spend is unknown. */
  share: number | null;
}

/** How far a limit is from taking effect. `spent` is the provider's own count, or ours if it has none. */
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

/** Whether a person must know now: the cluster will be deleted within the hour, or over 90 % of the money is spent. */
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
