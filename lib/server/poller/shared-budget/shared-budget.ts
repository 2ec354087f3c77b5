import "server-only";
import { formatInterval } from "@/lib/domain/text/format";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { ProviderError } from "../../providers/errors";
import type { RateLimit } from "../../providers/http/http";
import { answerInTime } from "../../store/confirmed-answers";
import { createThrottledLog } from "../../throttled-log";
import type { RequestBudget } from "../request-budget";
import type { BudgetOwner, BudgetRows, Counted } from "./budget-rows";

/** The share of an account's requests that servers which do not poll it leave to the one that does. */
const POLLER_SHARE = 0.3;
/** While servers cannot count together, those that do not poll an account send no more than this share of its requests each. */
const AWAY_SHARE = 0.25;
/** A database that has not answered is not waited for again before each request. */
const AWAY_MS = 5 * SECOND_MS;
/** Polls are planned to fit, so the one that polls waits for others' requests to be a minute old, rather than fail. */
const PATIENCE_MS = 15 * SECOND_MS;
const TRY_AGAIN_MS = SECOND_MS;

const noteAway = createThrottledLog("Servers cannot count their requests together");

interface Options {
  account: BudgetOwner;
  providerLabel: string;
  requestsPerMinute: () => number | null;
  /** What this server has sent itself, and what it plans polls with. */
  budget: Pick<RequestBudget, "state" | "noteAll">;
  /** `null` while the store is not open. */
  rows: () => BudgetRows | null;
  /** Whether it is this server that polls the account. */
  isPolling: () => boolean;
  /** Nobody sets it. */
  now: () => EpochMs;
  /** Rejects when the signal aborts. */
  sleep: (durationMs: number, signal: AbortSignal) => Promise<unknown>;
}

/** What an account's HTTP client asks and tells where other servers send requests of the same account. */
export interface SharedBudget {
  /** To be called before each request. Throws a `ProviderError` if it must not be sent. Who retries is not kept waiting. */
  admit(signal: AbortSignal, isRetry: boolean): Promise<void>;
  /** To be called right before a request is sent, which may have waited. Throws like `admit`. */
  requireNoHold(): void;
  /** The provider has asked for a pause: no server sends anything for so long. */
  hold(forMs: number): void;
  learn(limit: RateLimit): void;
}

export function createSharedBudget(options: Options): SharedBudget {
  const { account, providerLabel, requestsPerMinute, budget, isPolling, now } = options;
  let heldUntil: EpochMs = 0;
  let awayUntil: EpochMs = 0;

  /** `null` while the servers cannot count together. */
  async function count(): Promise<Counted | null> {
    const rows = options.rows();
    if (rows === null || now() < awayUntil) return null;
    const reserve = isPolling() ? 0 : POLLER_SHARE;
    const all = requestsPerMinute();
    const perMinute = all === null ? null : Math.max(1, Math.floor(all * (1 - reserve)));
    try {
      return await answerInTime(rows.count(account, { perMinute, reserve }));
    } catch (error) {
      awayUntil = now() + AWAY_MS;
      noteAway(error);
      return null;
    }
  }

  async function isAdmitted(): Promise<boolean> {
    const counted = await count();
    if (counted === null) return isPolling() || isWithinOwnShare(budget.state());
    budget.noteAll(counted.used);
    heldUntil = Math.max(heldUntil, now() + counted.blockedMs);
    return counted.isAdmitted;
  }

  function requireNoHold(): void {
    if (now() < heldUntil) throw held(providerLabel, heldUntil - now());
  }

  /** What is said to another server is lost where the database is away; that is logged when a request is to be counted. */
  const tell = (said: Promise<void> | undefined) => void said?.catch(() => {});

  return {
    async admit(signal, isRetry) {
      for (const since = now(); ; await options.sleep(TRY_AGAIN_MS, signal)) {
        requireNoHold();
        if (await isAdmitted()) return;
        requireNoHold();
        if (isRetry || !isPolling() || now() - since >= PATIENCE_MS) throw usedUp();
      }
    },
    requireNoHold,
    hold(forMs) {
      heldUntil = Math.max(heldUntil, now() + forMs);
      tell(options.rows()?.block(account, forMs));
    },
    learn(limit) {
      tell(options.rows()?.learn(account, limit, Math.max(0, limit.resetAt - now())));
    },
  };
}

function isWithinOwnShare({ capacity, remaining }: ReturnType<RequestBudget["state"]>): boolean {
  return capacity === Number.POSITIVE_INFINITY || capacity - remaining < capacity * AWAY_SHARE;
}

function held(providerLabel: string, forMs: number): ProviderError {
  const message = `${providerLabel} has asked for a pause of another ${formatInterval(Math.max(SECOND_MS, forMs))}. Nothing was sent.`;
  return new ProviderError("rate-limited", message, { retryAfterMs: forMs });
}

function usedUp(): ProviderError {
  const message = "All servers together have used up this account's requests. It may send more in a moment.";
  return new ProviderError("rate-limited", message, { retryAfterMs: TRY_AGAIN_MS });
}
