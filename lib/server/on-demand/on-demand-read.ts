import "server-only";
import { formatInterval } from "@/lib/domain/text/format";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { BudgetState } from "../poller/request-budget";
import type { RunningAccount } from "../poller/start-account";
import { ProviderError } from "../providers/errors";
import type { ProviderClient } from "../providers/spec";

const FAILURE_CACHE_MS = 15_000;
/** Permissions rarely change: a key that lacks one is not used to ask again soon. */
const REFUSAL_CACHE_MS = 10 * MINUTE_MS;
const MAX_CACHED = 200;
/** The share of an account's requests that one on-demand read may use while somebody is looking. */
const ON_DEMAND_SHARE = 0.25;

interface OnDemandOptions<Input, Answer> {
  accounts: ReadonlyMap<string, Pick<RunningAccount, "client" | "budget">>;
  now: () => EpochMs;
  /** How long an answer is cached for everybody who asks the same. */
  keepMs: number;
  /** The maximum number of cached answers, for all accounts; 200 unless given. */
  maxCached?: number;
  /** Distinguishes inputs within an account. */
  keyOf: (input: Input) => string;
  /** `undefined` if this provider has no such call. */
  read: (client: ProviderClient, input: Input, signal: AbortSignal) => Promise<Answer> | undefined;
}

/** Something a provider is asked only when a person wants to see it. */
export interface OnDemandRead<Input, Answer> {
  /** Throws only `ProviderError`, and whatever bugs in the adapter throw; `null` if the provider has no such call. */
  ask(accountId: string, input: Input): Promise<Answer | null>;
  /** Until when the latest answer is cached for everybody who asks the same; `null` if none is. */
  cachedUntil(accountId: string, input: Input): EpochMs | null;
}

interface CachedAnswer<Answer> {
  answer: Promise<Answer>;
  /** The age of the answer is unknown if the clock was since set back to before it. */
  since: EpochMs;
  until: EpochMs;
}

/**
 * However many people ask, the provider gets one request at a time, and rarely: answers, failures and refusals are
 * cached for a while, longer the scarcer requests are. Requests count against the account's request budget, and none is
 * sent once that is used up.
 */
export function createOnDemandRead<Input, Answer>(
  options: OnDemandOptions<Input, Answer>,
): OnDemandRead<Input, Answer> {
  const { accounts, now, keepMs, maxCached = MAX_CACHED, keyOf, read } = options;
  const cached = new Map<string, CachedAnswer<Answer>>();

  function ask(key: string, { client, budget }: Pick<RunningAccount, "client" | "budget">, input: Input) {
    if (budget.state().remaining < 1) throw overBudget(budget.state());
    // Not tied to any client's signal: one that leaves early must not take the answer away from the others. The HTTP
    // client has its own deadline.
    const answer = read(client, input, new AbortController().signal);
    if (answer === undefined) return null;
    const entry: CachedAnswer<Answer> = { answer, since: now(), until: Number.POSITIVE_INFINITY };
    const minCacheMs = Math.max(keepMs, sustainableMs(budget.state()));
    cached.delete(key);
    cached.set(key, entry);
    answer.then(
      () => {
        entry.until = now() + minCacheMs;
      },
      (error: unknown) => {
        entry.until = now() + failureCacheMs(error);
      },
    );
    for (const [other, { until }] of cached) if (cached.size > maxCached || until <= now()) cached.delete(other);
    return answer;
  }

  const serves = ({ since, until }: CachedAnswer<Answer>) => now() >= since && now() < until;
  const keyIn = (accountId: string, input: Input) => `${accountId}\n${keyOf(input)}`;

  return {
    cachedUntil: (accountId, input) => {
      const until = cached.get(keyIn(accountId, input))?.until ?? Number.POSITIVE_INFINITY;
      return Number.isFinite(until) ? until : null;
    },
    ask: async (accountId, input) => {
      const account = accounts.get(accountId);
      if (account === undefined) return null;
      const key = keyIn(accountId, input);
      const known = cached.get(key);
      return known !== undefined && serves(known) ? known.answer : ask(key, account, input);
    },
  };
}

function failureCacheMs(error: unknown): number {
  if (!(error instanceof ProviderError)) return FAILURE_CACHE_MS;
  const isRefusal = error.kind === "auth" || error.kind === "forbidden";
  return error.retryAfterMs ?? (isRefusal ? REFUSAL_CACHE_MS : FAILURE_CACHE_MS);
}

/**
 * The pause between identical reads that keeps them within their share: a page left open must not use up what polls
 * need.
 */
function sustainableMs({ capacity, horizonMs }: BudgetState): number {
  return Math.min(horizonMs, horizonMs / (capacity * ON_DEMAND_SHARE));
}

function overBudget({ horizonMs }: BudgetState): ProviderError {
  return new ProviderError(
    "rate-limited",
    `This account has used up its requests. It may send more within ${formatInterval(horizonMs)}.`,
  );
}
