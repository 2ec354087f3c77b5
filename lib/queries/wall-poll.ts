import { retryDelayMs } from "@/lib/domain/time/retry-delay";
import { VISIBLE_POLL_MS } from "./fleet-query";
import { RequestError } from "./request";

const REFUSED_POLL_MS = 60_000;
/** What our server says to somebody who may not see the fleet, or not any more. What stands in front of it speaks otherwise. */
const REFUSALS: ReadonlySet<string> = new Set(["unauthenticated", "forbidden", "not-found", "password-needed"]);

/** Whether the server itself refuses this screen, as against failing or not answering. */
export function isRefused(error: Error | null): error is RequestError {
  return error instanceof RequestError && REFUSALS.has(error.code);
}

/** How often a screen asks: hidden or not, every five seconds; seldom while it is refused, in case that ends; for ever. */
export function wallPollMs(error: Error | null, silentMs: number, random: number): number {
  if (error === null) return VISIBLE_POLL_MS;
  return isRefused(error) ? REFUSED_POLL_MS : retryDelayMs(silentMs, random);
}
