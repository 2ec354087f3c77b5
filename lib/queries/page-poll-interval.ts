import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { silenceDelayMs } from "./liveness/silence-delay";
import { RequestError } from "./request";

export const VISIBLE_POLL_MS = 5_000;
const HIDDEN_POLL_MS = MINUTE_MS;
const REFUSED_POLL_MS = MINUTE_MS;
/** How our server refuses somebody who may not see the fleet, or may not any longer. A proxy in front of it answers otherwise. */
const REFUSALS: ReadonlySet<string> = new Set(["unauthenticated", "forbidden", "not-found", "password-needed"]);

/** How often a page asks: rarely while nobody can see it. (React Query also asks while the server renders.) */
export function pollInterval(): number {
  const isHidden = typeof document !== "undefined" && document.visibilityState === "hidden";
  return isHidden ? HIDDEN_POLL_MS : VISIBLE_POLL_MS;
}

/** How often a wall asks, for ever: every five seconds, hidden or not; rarely while it is refused, in case that ends. */
export function wallPollMs(error: Error | null, silentMs: number, random: number): number {
  if (error === null) return VISIBLE_POLL_MS;
  return isRefused(error) ? REFUSED_POLL_MS : silenceDelayMs(silentMs, random);
}

/** Whether the server itself refuses this screen, rather than failing or not answering. */
export function isRefused(error: Error | null): error is RequestError {
  return error instanceof RequestError && REFUSALS.has(error.code);
}
