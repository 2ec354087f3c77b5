import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";

const WAITS_MS = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
const GIVE_UP_AFTER_MS = DAY_MS;
const JITTER = 0.2;

interface Tried {
  createdAt: EpochMs;
  /** How often it has been tried by now. */
  attempts: number;
  now: EpochMs;
  /** What the service asked for; `null` if it asked for nothing. */
  afterMs: number | null;
}

/** When to try again; `null` if it has been tried for long enough. `random` is from 0 to 1, so that not all try at once. */
export function nextTryAt({ createdAt, attempts, now, afterMs }: Tried, random: number): EpochMs | null {
  const ownMs = (WAITS_MS[attempts - 1] ?? HOUR_MS) * (1 + JITTER * (2 * random - 1));
  const at = now + Math.max(ownMs, afterMs ?? 0);
  return at - createdAt > GIVE_UP_AFTER_MS ? null : Math.round(at);
}
