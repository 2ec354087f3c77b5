import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";

const WINDOWS = [
  { name: "minute", quota: 60, ms: MINUTE_MS },
  { name: "hour", quota: 3_000, ms: HOUR_MS },
  { name: "day", quota: 50_000, ms: DAY_MS },
] as const;

/** The requests of each minute, hour and day since the start, with the headers that tell of them. */
export function createLimits(now: () => EpochMs, startedAt: EpochMs) {
  const used = new Map<string, number>();
  const keyOf = ({ name, ms }: (typeof WINDOWS)[number]) => `${name} ${Math.floor((now() - startedAt) / ms)}`;
  const secondsLeft = (ms: number) => Math.ceil((ms - ((now() - startedAt) % ms)) / 1_000);
  const left = (window: (typeof WINDOWS)[number]) => Math.max(0, window.quota - (used.get(keyOf(window)) ?? 0));
  return {
    /** The window that allows no more; `null` if the request is counted. */
    spend(): { name: string; retryAfterSeconds: number } | null {
      const full = WINDOWS.find((window) => left(window) === 0);
      if (full) return { name: full.name, retryAfterSeconds: secondsLeft(full.ms) };
      for (const window of WINDOWS) used.set(keyOf(window), (used.get(keyOf(window)) ?? 0) + 1);
      return null;
    },
    headers: (): Record<string, string> => ({
      RateLimit: WINDOWS.map((window) => `"${window.name}";r=${left(window)};t=${secondsLeft(window.ms)}`).join(", "),
      "RateLimit-Policy": WINDOWS.map(({ name, quota, ms }) => `"${name}";q=${quota};w=${ms / 1_000}`).join(", "),
    }),
  };
}
