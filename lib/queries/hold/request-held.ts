import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { Seen } from "../ages/fleet-ages";
import { readSeen } from "../ages/read-seen";
import { noteAlertsTag } from "../alerts/alerts-tag";
import { eitherSignal } from "../answer/either-signal";
import { failuresSinceAnswer } from "../liveness/server-contact";
import { type AnswerSchema, forgetAnswer, RequestError, requestJson } from "../request";
import { takeHoldSlot } from "./hold-slot";
import { holdSeconds } from "./hold-times";
import { notePace } from "./pace";
import { watchForWaking } from "./waking";

/** For queries of a screen, which is there to be looked at even if its browser says that it is hidden. */
export const SCREEN_META = { isScreen: true };

/** Between two questions pass at most five seconds: an answer older than this is from before a page was out of sight. */
const RECENT_MS = 7 * SECOND_MS;

/** What React Query tells the function of a query. */
interface Querying {
  client: {
    getQueryState(queryKey: readonly unknown[]): { dataUpdatedAt: number; isInvalidated: boolean } | undefined;
  };
  queryKey: readonly unknown[];
  signal: AbortSignal;
  meta: Record<string, unknown> | undefined;
}

interface HeldRequest extends Querying {
  headers?: Record<string, string>;
  /** How often the accounts in the last answer are read; `null` before the first. */
  pollIntervalsMs: readonly number[] | null;
}

export interface HeldAnswer<T> {
  value: T;
  seen: Seen;
}

/** The same as `requestJson`, but the server may hold the question until there is something new, or its time is over. */
export async function requestHeld<T>(path: string, schema: AnswerSchema<T>, held: HeldRequest): Promise<HeldAnswer<T>> {
  const { pollIntervalsMs } = held;
  const isScreen = held.meta?.isScreen === true;
  const isHidden = !isScreen && document.visibilityState === "hidden";
  const isHoldable = !isHidden && pollIntervalsMs !== null && isUpToDate(held);
  const slot = isHoldable ? await takeHoldSlot(navigator.locks, () => isScreen || document.hasFocus()) : null;
  try {
    return await askAwake(path, schema, held, slot === null ? null : holdSeconds(pollIntervalsMs ?? []));
  } finally {
    slot?.release();
  }
}

/**
 * Whether the last answer is from just now, and nobody wants another: whoever has done something at the provider, or comes
 * back to the page, is not to wait for what the server knows already.
 */
function isUpToDate({ client, queryKey }: Querying): boolean {
  const state = client.getQueryState(queryKey);
  return state !== undefined && !state.isInvalidated && Math.abs(Date.now() - state.dataUpdatedAt) < RECENT_MS;
}

/** Asks anew whenever this page comes back, however often, since an earlier question may never be answered. */
async function askAwake<T>(path: string, schema: AnswerSchema<T>, held: HeldRequest, firstWaitS: number | null) {
  for (let waitS = firstWaitS; ; waitS = null) {
    const waking = watchForWaking();
    try {
      return await ask(path, schema, { ...held, signal: eitherSignal(held.signal, waking.signal) }, waitS);
    } catch (error) {
      // While a question is held, the cookie that it was sent with may have been replaced.
      const mayBeAdmitted = waitS !== null && error instanceof RequestError && error.status === 401;
      if (held.signal.aborted || !(waking.signal.aborted || mayBeAdmitted)) throw error;
    } finally {
      waking.end();
    }
  }
}

/**
 * When a server that ends wants to be asked again: within the second that it names, so that pages which it lets go at once do not all
 * come back at once to another. `null` if it does not end.
 */
function spreadMs(headers: Headers): number | null {
  const seconds = headers.get("Retry-After");
  return seconds === null ? null : Math.max(0, Number(seconds) - Math.random()) * SECOND_MS;
}

async function ask<T>(path: string, schema: AnswerSchema<T>, held: HeldRequest, waitS: number | null) {
  const { queryKey, signal, headers } = held;
  const askedAt = performance.now();
  let seen: Seen = { accounts: null, month: null };
  // A held question that breaks off may only have met a moment without a network.
  notePace(queryKey, waitS !== null && failuresSinceAnswer() === 0 ? "soon" : "calm");
  const value = await requestJson(path, schema, {
    ...{ signal, waitS },
    ...(headers && { headers }),
    onAnswer(answer) {
      seen = readSeen(answer.headers);
      const hasOtherAlerts = noteAlertsTag(answer.headers);
      const heldMs = performance.now() - askedAt;
      const isNews = answer.status !== 304 || hasOtherAlerts;
      const isHeld = isNews || (waitS !== null && heldMs > (waitS * SECOND_MS) / 2);
      // Without those headers, the answer is another after every poll …
      const isTagged = seen.accounts !== null && answer.headers.has("ETag");
      const againMs = spreadMs(answer.headers);
      if (againMs !== null) notePace(queryKey, againMs);
      else notePace(queryKey, !isHeld || !isTagged ? "calm" : held.pollIntervalsMs === null ? "soon" : "at-once");
      // … or a proxy drops them: then only a body tells the ages, so never ask for none.
      if (seen.accounts === null) forgetAnswer(path);
    },
  });
  return { value, seen };
}
