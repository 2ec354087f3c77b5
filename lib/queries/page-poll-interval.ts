import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { type Pace, paceOf } from "./hold/pace";
import { silenceDelayMs } from "./liveness/silence-delay";
import { RequestError } from "./request";

export const VISIBLE_POLL_MS = 5_000;
export const POLL_MS: Record<Exclude<Pace, number>, number> = {
  // A fleet in which much happens must not keep pages busy.
  "at-once": 700,
  // Programs that print or test pages wait until the network has been silent for half a second.
  soon: 2_000,
  calm: VISIBLE_POLL_MS,
};
const HIDDEN_POLL_MS = MINUTE_MS;
const REFUSED_POLL_MS = MINUTE_MS;
/** How our server refuses somebody who may not see the fleet, or may not any longer. A proxy in front of it answers otherwise. */
const REFUSALS: ReadonlySet<string> = new Set(["unauthenticated", "forbidden", "not-found", "password-needed"]);

/** What React Query tells of a query. */
export interface PolledQuery {
  queryKey: readonly unknown[];
  state: { error: Error | null; fetchStatus: string };
}

/**
 * How long after an answer a page asks again: rarely while nobody can see it. `false` while it is asking. (React Query also
 * asks while the server renders.)
 */
export function pagePollMs({ queryKey, state }: PolledQuery): number | false {
  if (state.fetchStatus === "fetching") return false;
  const isHidden = typeof document !== "undefined" && document.visibilityState === "hidden";
  return isHidden ? HIDDEN_POLL_MS : paceMs(paceOf(queryKey));
}

/** The same for a wall, for ever, hidden or not: rarely while it is refused, in case that ends. */
export function wallPollMs({ queryKey, state }: PolledQuery, silentMs: number, random: number): number | false {
  const { error, fetchStatus } = state;
  if (fetchStatus === "fetching") return false;
  if (isRefused(error)) return REFUSED_POLL_MS;
  const pace = paceOf(queryKey);
  return error === null || pace === "soon" ? paceMs(pace) : silenceDelayMs(silentMs, random);
}

function paceMs(pace: Pace): number {
  return typeof pace === "number" ? pace : POLL_MS[pace];
}

/** Whether the server itself refuses this screen, rather than failing or not answering. */
export function isRefused(error: Error | null): error is RequestError {
  return error instanceof RequestError && REFUSALS.has(error.code);
}
