import "server-only";
import { isDeepStrictEqual } from "node:util";
import { StoreError } from "./store-error";

/** How long people who were let in may go on looking while the database does not answer. */
export const STORE_GRACE_MS = 900_000;

/**
 * How often everything cached is confirmed again. Another server, or somebody at the database, may have revoked access
 * just before the database went away; whatever was revoked longer ago than this is not let in.
 */
export const CONFIRM_EVERY_MS = 500;

/** While the database does not answer. */
export const TRY_AGAIN_EVERY_MS = 5_000;

/**
 * A hidden page polls every minute. What nobody has asked for in this time belongs to no open page, and is forgotten.
 */
export const OPEN_PAGE_MS = 90_000;

/** A database that accepts the query and never answers is as good as away. */
export const ANSWER_WITHIN_MS = 3_000;

/** How many values one query confirms. Beyond that, those asked for longest ago have no grace period. */
const MAX_CACHED = 1_000;

export interface ConfirmedAnswer<Value> {
  value: Value;
  /** True if the database did not answer and this is what it said a moment before. */
  isFromCache: boolean;
}

/**
 * What the database says about keys that open something, such as sessions and share links. While it does not answer,
 * its recent answers count: only this module decides for how long, and for whom.
 */
export interface ConfirmedAnswers<Value> {
  /** `null` for what the database does not know. Throws its error if no cached answer may be used instead. */
  ask(key: string): Promise<ConfirmedAnswer<Value> | null>;
  /**
   * Makes a change that takes away what these values open. Whether or not it succeeds, nothing cached about them counts
   * until the database has been asked again afterwards.
   */
  whileRevoking<Result>(isRevoked: (value: Value) => boolean, change: () => Promise<Result>): Promise<Result>;
  /**
   * Asks about everything cached now instead of within half a second, and reports a change of access too if more was asked for
   * lately than is cached. A database that does not answer is asked again as always.
   */
  confirm(): Promise<void>;
}

/**
 * Called when a key that opened something a moment ago opens nothing now, or something else; at most half a second after.
 * `where` it was decided: what this server has revoked, the others do not know yet.
 */
export type OnAccessChanged = (where: "here" | "elsewhere") => void;

interface CachedAnswer<Value> {
  value: Value;
  confirmedAt: number;
  /** When somebody last asked for it, other than to confirm it. */
  wantedAt: number;
}

interface Options<Value> {
  /** Omits what the database does not know. */
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  now: () => number;
  /** How long an answer is used without asking again; 0 to ask every time. */
  freshMs: number;
  onAccessChanged: OnAccessChanged;
  /** The part of a value that decides what its key opens. */
  accessOf: (value: Value) => unknown;
}

export function createConfirmedAnswers<Value>(options: Options<Value>): ConfirmedAnswers<Value> {
  const { read, now, freshMs, onAccessChanged, accessOf } = options;
  const cache = new Map<string, CachedAnswer<Value>>();
  let revocations = 0;
  let timer: NodeJS.Timeout | null = null;
  let isAway = false;
  /** Whether a key was left out that somebody may still wait with. */
  let isIncomplete = false;

  async function readAll(keys: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    const before = revocations;
    const askedAt = now();
    const found = await answerInTime(read(keys));
    // The database is back: anything not yet confirmed again may have been revoked.
    if (isAway) confirmAfter(0);
    isAway = false;
    let isChanged = false;
    for (const key of keys) {
      const value = found.get(key);
      const last = cache.get(key);
      isChanged ||= last !== undefined && !opensTheSame(last.value, value);
      if (value === undefined) cache.delete(key);
      // This answer may be older than a revocation made while it was on its way.
      else if (revocations === before) {
        cacheAnswer(key, { value, confirmedAt: askedAt, wantedAt: last?.wantedAt ?? askedAt });
      }
    }
    if (isChanged) onAccessChanged("elsewhere");
    return found;
  }

  function opensTheSame(last: Value, value: Value | undefined): boolean {
    return value !== undefined && isDeepStrictEqual(accessOf(last), accessOf(value));
  }

  function cacheAnswer(key: string, answer: CachedAnswer<Value>): void {
    cache.set(key, answer);
    const oldest = cache.keys().next();
    if (cache.size > MAX_CACHED && !oldest.done) {
      cache.delete(oldest.value);
      isIncomplete = true;
    }
    if (timer === null) confirmAfter(CONFIRM_EVERY_MS);
  }

  /** Notes that somebody has an open page with this key, which moves it to the end of the order. */
  function want(key: string, answer: CachedAnswer<Value>): Value {
    cache.delete(key);
    cache.set(key, { ...answer, wantedAt: now() });
    return answer.value;
  }

  function confirmAfter(delayMs: number): void {
    stopConfirming();
    timer = setTimeout(confirmAll, delayMs).unref();
  }

  function stopConfirming(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  async function confirmAll(): Promise<void> {
    for (const [key, { wantedAt }] of cache) if (!isWithin(OPEN_PAGE_MS, wantedAt, now())) cache.delete(key);
    const keys = [...cache.keys()];
    isAway = keys.length > 0 && !(await isFulfilled(readAll(keys)));
    // Replaces whatever was planned in the meantime: two parallel rounds would each plan their next one, for ever.
    if (cache.size > 0) confirmAfter(isAway ? TRY_AGAIN_EVERY_MS : CONFIRM_EVERY_MS);
    else stopConfirming();
  }

  function forget(isRevoked: (value: Value) => boolean): void {
    revocations += 1;
    for (const [key, { value }] of cache) if (isRevoked(value)) cache.delete(key);
  }

  return {
    async ask(key) {
      const last = cache.get(key);
      if (last && isWithin(freshMs, last.confirmedAt, now())) return { value: want(key, last), isFromCache: false };
      try {
        const value = (await readAll([key])).get(key);
        const confirmed = cache.get(key);
        if (confirmed) want(key, confirmed);
        return value === undefined ? null : { value, isFromCache: false };
      } catch (error) {
        // The database answers other servers, and what they revoke is not seen here any more.
        if (error instanceof StoreError && error.kind === "newer-schema") throw error;
        // Looked up only now, since it may have been revoked while the database was being asked.
        const known = cache.get(key);
        if (!known || !isWithin(STORE_GRACE_MS, known.confirmedAt, now())) throw error;
        return { value: want(key, known), isFromCache: true };
      }
    },

    async whileRevoking(isRevoked, change) {
      forget(isRevoked);
      try {
        return await change();
      } finally {
        forget(isRevoked);
        onAccessChanged("here");
      }
    },

    async confirm() {
      if (isIncomplete) onAccessChanged("elsewhere");
      isIncomplete = false;
      await confirmAll();
    },
  };
}

/** A clock that was set back makes nothing newer. */
function isWithin(durationMs: number, from: number, to: number): boolean {
  return to >= from && to - from < durationMs;
}

/** Rejects if the database does not answer in time, whether to the connection or to the query. */
export function answerInTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const error = new Error(`The database did not answer within ${ANSWER_WITHIN_MS / 1_000} s.`);
  const waiting = setTimeout(reject, ANSWER_WITHIN_MS, error).unref();
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(waiting));
}

function isFulfilled(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => true,
    () => false,
  );
}
