import "server-only";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { ProviderErrorKind } from "../providers/errors";
import { ADDITION_SHARE, type BudgetState } from "./request-budget";

/** How often an account is read while something in it is being created or torn down. */
const CHANGING_INTERVAL_MS = 5_000;
export const MAX_BACKOFF_MS = 300_000;
const REFUSED_KEY_RETRY_MS = MINUTE_MS;
const BREAKER_AFTER_FAILURES = 5;
const BREAKER_FIRST_MS = 30_000;
const JITTER = 0.2;

/** If details need their own calls, the list may use half of the budget, so that details are read as well. */
const LIST_SHARE_WITH_DETAILS = 0.5;

export interface IntervalInput {
  configuredMs: number;
  /** The number of requests that one reading of the list takes. */
  listRequests: number;
  hasDetails: boolean;
  budget: BudgetState;
}

/**
 * The shortest interval at which the list can be read indefinitely within the budget, and at least the configured one.
 */
export function sustainableIntervalMs({ configuredMs, listRequests, hasDetails, budget }: IntervalInput): number {
  return Math.max(configuredMs, Math.ceil(budgetIntervalMs(listRequests, hasDetails, budget)));
}

/** The next interval after a success: faster than configured while a cluster is changing, if the budget allows. */
export function nextIntervalMs(input: IntervalInput & { isChanging: boolean }): number {
  const wantedMs = input.isChanging ? Math.min(input.configuredMs, CHANGING_INTERVAL_MS) : input.configuredMs;
  return sustainableIntervalMs({ ...input, configuredMs: wantedMs });
}

/**
 * The pause until the next reading: intervals lie between the starts of readings, of which one with many pages may take a minute. Whole
 * seconds, so that usual readings are all followed by the same pause.
 */
export function pauseAfterReading(intervalMs: number, readingMs: number): number {
  const readForMs = Math.floor(readingMs / SECOND_MS) * SECOND_MS;
  return Math.max(Math.min(intervalMs, CHANGING_INTERVAL_MS), intervalMs - readForMs);
}

function budgetIntervalMs(listRequests: number, hasDetails: boolean, { capacity, horizonMs }: BudgetState): number {
  if (capacity === Number.POSITIVE_INFINITY || listRequests === 0) return 0;
  const share = hasDetails ? LIST_SHARE_WITH_DETAILS : 1;
  const affordable = (capacity * share) / listRequests;
  return affordable < 1 ? horizonMs : horizonMs / affordable;
}

/**
 * How many details one poll may read. What lists and additions do not need is spread over the budget's horizon; clusters that
 * have never been read may use it at once.
 */
export function detailAllowance(input: {
  intervalMs: number;
  listRequests: number;
  neverRead: number;
  budget: BudgetState;
}): number {
  const { intervalMs, listRequests, neverRead, budget } = input;
  if (budget.capacity === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const reservedForLists = Math.ceil(budget.horizonMs / intervalMs) * listRequests;
  const reserved = reservedForLists + Math.floor(budget.capacity * ADDITION_SHARE);
  const spare = Math.max(0, budget.remaining - reserved);
  const paced = Math.round(((budget.capacity - reserved) * intervalMs) / budget.horizonMs);
  return Math.min(spare, Math.max(0, paced, neverRead));
}

export interface FailureInput {
  kind: ProviderErrorKind;
  retryAfterMs: number | undefined;
  /** Consecutive failures, including this one. */
  failuresInARow: number;
  intervalMs: number;
}

/**
 * The wait after a failure. A provider's own `Retry-After` is kept to the millisecond; a refused key is tried once a minute;
 * everything else backs off exponentially, and from the fifth failure on as a breaker: 30 s, doubling, with one probe each.
 */
export function failureDelayMs({ kind, retryAfterMs, failuresInARow, intervalMs }: FailureInput): number {
  if (retryAfterMs !== undefined) return retryAfterMs;
  if (kind === "auth" || kind === "forbidden") return REFUSED_KEY_RETRY_MS;
  const backoffMs = intervalMs * 2 ** Math.min(failuresInARow - 1, 20);
  const breakerMs =
    failuresInARow < BREAKER_AFTER_FAILURES
      ? 0
      : BREAKER_FIRST_MS * 2 ** Math.min(failuresInARow - BREAKER_AFTER_FAILURES, 20);
  return Math.min(MAX_BACKOFF_MS, Math.max(backoffMs, breakerMs));
}

/** Spreads polls by ±20 %, so that many accounts, or many installations, do not poll in step. */
export function jittered(delayMs: number, random: () => number): number {
  return Math.round(delayMs * (1 - JITTER + 2 * JITTER * random()));
}
