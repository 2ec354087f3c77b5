import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { RateLimit } from "../providers/http/http";

/**
 * The share of an account's requests that is reserved for additions and on-demand reads: lists and details use the
 * rest.
 */
export const ADDITION_SHARE = 0.2;

/** The requests that an account may send. */
export interface BudgetState {
  /** Requests allowed per `horizonMs` in the long run. */
  capacity: number;
  /** Requests that may be sent now. */
  remaining: number;
  horizonMs: number;
}

/** Counts one account's requests against its own limit per minute and against what the provider's headers say. */
export interface RequestBudget {
  /** Counts one request that was sent: by a reading, or as an addition to readings. */
  spend(isAddition?: boolean): void;
  learn(limit: RateLimit): void;
  state(): BudgetState;
  /** Notes how many requests all servers have been counted in the last minute, with the one that this one is about to send. */
  noteAll(used: number): void;
  /** Requests sent since the process started, excluding additions. */
  spent(): number;
  /** Whether an addition may be sent now. */
  hasRoom(): boolean;
  /** From now on, this limit per minute counts. */
  limitTo(requestsPerMinute: number | null): void;
}

interface Options {
  /** `null`: only the provider's headers set a limit. */
  requestsPerMinute: number | null;
  now: () => EpochMs;
}

export function createRequestBudget({ requestsPerMinute, now }: Options): RequestBudget {
  let allowed = requestsPerMinute;
  let recent: EpochMs[] = [];
  let additions: EpochMs[] = [];
  let spent = 0;
  let learned: RateLimit | null = null;
  let others = { used: 0, at: 0 };

  /** A clock set back must not keep old requests in the window for ever. */
  const ofLastMinute = (times: readonly EpochMs[]) => times.filter((time) => time > now() - MINUTE_MS && time <= now());

  const usedByOthers = (at: EpochMs) => (others.at > at - MINUTE_MS && others.at <= at ? others.used : 0);

  function state(): BudgetState {
    const at = now();
    recent = ofLastMinute(recent);
    const capacity = allowed ?? Number.POSITIVE_INFINITY;
    const remaining = Math.max(0, capacity - recent.length - usedByOthers(at));
    const own = { capacity, remaining, horizonMs: MINUTE_MS };
    if (learned === null || learned.resetAt <= at) return own;
    const theirs = { capacity: learned.remaining, remaining: learned.remaining, horizonMs: learned.resetAt - at };
    return theirs.capacity / theirs.horizonMs < own.capacity / own.horizonMs ? theirs : own;
  }

  return {
    spend: (isAddition = false) => {
      if (isAddition) additions.push(now());
      else spent += 1;
      recent.push(now());
      if (learned) learned = { ...learned, remaining: Math.max(0, learned.remaining - 1) };
    },
    learn: (limit) => {
      learned = limit;
    },
    noteAll: (used) => {
      others = { used: Math.max(0, used - 1 - ofLastMinute(recent).length), at: now() };
    },
    state,
    spent: () => spent,
    limitTo: (limit) => {
      allowed = limit;
    },
    hasRoom: () => {
      additions = ofLastMinute(additions);
      const { capacity, remaining, horizonMs } = state();
      const perMinute = Math.max(1, (capacity * ADDITION_SHARE * MINUTE_MS) / horizonMs);
      return remaining >= 1 && additions.length + 1 <= perMinute;
    },
  };
}
