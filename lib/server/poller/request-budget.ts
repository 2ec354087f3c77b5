import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import type { RateLimit } from "../providers/http";

const MINUTE_MS = 60_000;

/** What may be asked. */
export interface BudgetState {
  /** Requests that every `horizonMs` allow in the long run. */
  capacity: number;
  /** Requests that may be sent now. */
  remaining: number;
  horizonMs: number;
}

/** Counts one connection's requests against its own limit per minute and against what the provider's headers say. */
export interface RequestBudget {
  /** One request was sent. */
  spend(): void;
  learn(limit: RateLimit): void;
  state(): BudgetState;
  /** Requests sent since the process started. */
  spent(): number;
}

interface Options {
  /** `null`: only the provider's headers tell. */
  requestsPerMinute: number | null;
  now: () => EpochMs;
}

export function createRequestBudget({ requestsPerMinute, now }: Options): RequestBudget {
  let recent: EpochMs[] = [];
  let spent = 0;
  let learned: RateLimit | null = null;

  return {
    spend: () => {
      spent += 1;
      recent.push(now());
      if (learned) learned = { ...learned, remaining: Math.max(0, learned.remaining - 1) };
    },
    learn: (limit) => {
      learned = limit;
    },
    state: () => {
      const at = now();
      // A clock set back must not keep old requests in the window for ever.
      recent = recent.filter((time) => time > at - MINUTE_MS && time <= at);
      const capacity = requestsPerMinute ?? Number.POSITIVE_INFINITY;
      const own = { capacity, remaining: Math.max(0, capacity - recent.length), horizonMs: MINUTE_MS };
      if (learned === null || learned.resetAt <= at) return own;
      const theirs = { capacity: learned.remaining, remaining: learned.remaining, horizonMs: learned.resetAt - at };
      return theirs.capacity / theirs.horizonMs < own.capacity / own.horizonMs ? theirs : own;
    },
    spent: () => spent,
  };
}
