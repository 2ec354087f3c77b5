import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { KnownEndpoint } from "./known-endpoints";
import { digestOf, type TriesByDigest } from "./stored-tries";
import { afterTry, isForgotten, isUnanswered, type Tries } from "./tries";
import type { Endpoint, Outcome } from "./try-endpoint";

const MAX_AT_ONCE = 4;
/** Tries are spread out: each is delayed by up to this share of the interval. */
const JITTER = 0.25;

interface WatchOptions {
  endpoints: () => readonly KnownEndpoint[];
  /** Never rejects. */
  tryEndpoint: (endpoint: Endpoint) => Promise<Outcome>;
  /** Called when what people are told about this account has changed. */
  onChange: (accountId: string) => void;
  /** The shortest time between two tries at an endpoint. */
  intervalMs: number;
  now: () => EpochMs;
  /** 0 to 1. */
  random: () => number;
}

export interface EndpointWatch {
  /** Tries what is due, as many at once as allowed. To be called about once a second. */
  tick(): void;
  /** Merges what was seen before the start into what has been found since. */
  restore(before: TriesByDigest): void;
  triesOf(key: string): Tries | undefined;
  /** What should survive a restart: the latest tries at each endpoint that does not answer, or that this is true of. */
  toKeep(isWorthIt?: (tries: Tries) => boolean): TriesByDigest;
}

/** Tries each endpoint again and again, a few at a time, independently of the polls, which never wait for it. */
export function watchEndpoints(options: WatchOptions): EndpointWatch {
  const { endpoints, intervalMs, now, random } = options;
  const tried = new Map<string, Tries>();
  const kept = new Map<string, Tries>();
  const dueAt = new Map<string, EpochMs>();
  const inFlight = new Set<string>();

  function forgetOthers(known: readonly KnownEndpoint[]): void {
    const keys = new Set(known.map(({ key }) => key));
    for (const key of [...dueAt.keys()].filter((one) => !keys.has(one))) {
      dueAt.delete(key);
      tried.delete(key);
      kept.delete(digestOf(key));
    }
    for (const key of keys) if (!dueAt.has(key)) dueAt.set(key, now() + random() * intervalMs);
  }

  /** A time further away than any set here was set by a clock that was ahead. */
  function isDue(key: string): boolean {
    const due = dueAt.get(key) ?? 0;
    return due <= now() || due > now() + intervalMs * (1 + JITTER);
  }

  function lookUp(key: string): Tries | undefined {
    const tries = tried.get(key) ?? (kept.size > 0 ? kept.get(digestOf(key)) : undefined);
    return tries === undefined || isForgotten(tries, now()) ? undefined : tries;
  }

  async function tryOne(endpoint: KnownEndpoint): Promise<void> {
    const { key, accountId } = endpoint;
    const at = now();
    inFlight.add(key);
    dueAt.set(key, at + intervalMs * (1 + JITTER * random()));
    const outcome = await options.tryEndpoint(endpoint);
    inFlight.delete(key);
    // It may have been forgotten in the meantime.
    if (!dueAt.has(key)) return;
    const before = lookUp(key);
    const after = afterTry(before, outcome, at);
    tried.set(key, after);
    kept.delete(digestOf(key));
    if (told(before) !== told(after)) options.onChange(accountId);
  }

  return {
    tick: () => {
      const known = endpoints();
      forgetOthers(known);
      const due = known
        .filter(({ key, mayBeTried }) => mayBeTried && !inFlight.has(key) && isDue(key))
        .toSorted((one, other) => (dueAt.get(one.key) ?? 0) - (dueAt.get(other.key) ?? 0));
      for (const endpoint of due.slice(0, Math.max(0, MAX_AT_ONCE - inFlight.size))) void tryOne(endpoint);
    },
    restore: (before) => {
      for (const [digest, tries] of before) kept.set(digest, tries);
      for (const [key, tries] of tried) {
        const earlier = kept.get(digestOf(key));
        if (earlier !== undefined) tried.set(key, joined(earlier, tries));
        kept.delete(digestOf(key));
      }
    },
    triesOf: lookUp,
    toKeep: (isWorthIt = isUnanswered) => {
      const lasts = ([, tries]: [string, Tries]) => isWorthIt(tries) && !isForgotten(tries, now());
      const own = [...tried].filter(lasts).map(([key, tries]) => [digestOf(key), tries] as const);
      return new Map([...[...kept].filter(lasts), ...own]);
    },
  };
}

/** Failed tries before the start and since are one stretch. */
function joined(before: Tries, since: Tries): Tries {
  const isOne = before.since !== null && since.since !== null && !isForgotten(before, since.since);
  if (!isOne) return since;
  return { ...since, failures: before.failures + since.failures, since: before.since, hadAnswered: before.hadAnswered };
}

function told(tries: Tries | undefined): string {
  return tries === undefined ? "" : `${isUnanswered(tries)} ${tries.refusal}`;
}
