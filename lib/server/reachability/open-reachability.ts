import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { ReachabilityConfiguration } from "../configuration/configuration";
import type { Coordination } from "../coordination/coordination";
import { LostLease, type Term } from "../coordination/leases";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import { addressRules } from "../security/address-rules";
import { joinUnanswered } from "./join-unanswered";
import { knownEndpoints } from "./known-endpoints";
import { reachableNodes } from "./reachable-nodes";
import { resolveHost } from "./resolve-host";
import { digestOf, type StoredTries, type TriesByDigest } from "./stored-tries";
import { isForgotten, type Tries } from "./tries";
import { type Endpoint, type Outcome, tryEndpoint } from "./try-endpoint";
import { tryPort } from "./try-port";
import { type EndpointWatch, watchEndpoints } from "./watch-endpoints";

const TICK_MS = 1_000;
/**
 * Written regularly, and not only when nodes stop or begin to answer, since one that was not tried for too long is
 * forgotten.
 */
const KEEP_EVERY_MS = MINUTE_MS;
const READ_AGAIN_AFTER_MS = 5 * SECOND_MS;

const LEASE = "reachability";
const TOPIC = "reachability";

export interface Reachability {
  /** Adds the results of the tries to a snapshot when it is published. */
  join(snapshot: AccountSnapshot): AccountSnapshot;
  /** Whether each node of a cluster answers, by its id; nodes that have not been tried lately are left out. */
  reachableNodes(accountId: string, reading: ClusterReading): ReadonlyMap<string, boolean>;
  start(store: Pick<FleetStore, "accounts" | "rejoin">): void;
  /** Continues from what was stored before the start, and stores what is found from now on. */
  restore(tries: StoredTries): Promise<void>;
  /** Resolves once nothing is being written any more. */
  stop(): Promise<void>;
}

/** Connects to a host and port if the rules allow it. */
export function tryByConnecting(
  rules: Omit<ReachabilityConfiguration, "intervalMs">,
): (endpoint: Endpoint) => Promise<Outcome> {
  const options = { resolve: resolveHost, refusalOf: addressRules(rules), tryPort };
  return (endpoint) => tryEndpoint(endpoint, options);
}

/** The tries of this server's term. */
interface Trying {
  watch: EndpointWatch;
  term: Term;
  /** Nothing is written before what was stored has been read, since it would be overwritten. */
  isRestored: boolean;
  /** Whether it was said that this cannot be read. */
  isFailing: boolean;
}

interface ReachabilityOptions extends Pick<ReachabilityConfiguration, "intervalMs"> {
  /** Whether an account's endpoints are tried. */
  isTried: (accountId: string) => boolean;
  tryEndpoint: (endpoint: Endpoint) => Promise<Outcome>;
  /** Who tries, and how other servers learn of it. */
  coordination: Pick<Coordination, "leases" | "hints" | "isShared" | "now">;
  log: Pick<Logger, "warn">;
}

/** Finds out whether nodes answer, by our own tries, or by those of the one of several servers that makes them. */
export function openReachability(options: ReachabilityOptions): Reachability {
  const { isTried, intervalMs, log } = options;
  const { leases, hints, isShared, now } = options.coordination;
  /** What all servers show: what is stored. `null` where there is only this one, which shows what it finds at once. */
  let shared: TriesByDigest | null = isShared ? new Map() : null;
  let fleet: Pick<FleetStore, "accounts" | "rejoin"> | null = null;
  let trying: Trying | null = null;
  let stored: StoredTries | null = null;
  let hasStored = false;
  let keeping = Promise.resolve();
  let isQueued = false;
  let tryNoMore = () => {};
  let unfollow = () => {};
  let handOver = async () => {};

  const tried = () => (fleet?.accounts() ?? []).filter(({ id }) => isTried(id));

  function triesOf(key: string): Tries | undefined {
    if (shared === null) return trying?.watch.triesOf(key);
    const tries = shared.size === 0 ? undefined : shared.get(digestOf(key));
    return tries === undefined || isForgotten(tries, now()) ? undefined : tries;
  }

  function show(tries: TriesByDigest): void {
    if (shared === null || isDeepStrictEqual(shared, tries)) return;
    shared = tries;
    for (const { id } of tried()) fleet?.rejoin(id);
  }

  async function keepNow(): Promise<void> {
    isQueued = false;
    if (stored === null || trying?.isRestored !== true) return;
    const { watch, term } = trying;
    // Others show what has been found so far, and go on from it.
    const known = watch.toKeep(
      shared === null ? undefined : ({ failures, refusal }) => failures > 0 || refusal !== null,
    );
    if (known.size === 0 && !hasStored) return;
    await stored.write(known, term);
    hasStored = known.size > 0;
    show(known);
    hints.tell(TOPIC);
  }

  // While the store does not answer, the history says so.
  function keep(): void {
    // When many nodes stop answering at once, one write covers all of them.
    if (isQueued) return;
    isQueued = true;
    keeping = keeping.then(keepNow).catch((error: unknown) => {
      if (error instanceof LostLease) log.warn(`${error.message} What this one found last is not stored.`);
    });
  }

  function begin(term: Term): void {
    const watch = watchEndpoints({
      ...{ endpoints: () => knownEndpoints(tried(), now()), tryEndpoint: options.tryEndpoint },
      onChange: (accountId) => {
        if (shared === null) fleet?.rejoin(accountId);
        keep();
      },
      ...{ intervalMs, now, random: Math.random },
    });
    const own = { watch, term, isRestored: false, isFailing: false };
    trying = own;
    const tick = setInterval(() => term.isTrusted() && watch.tick(), TICK_MS);
    const keepAgain = setInterval(keep, KEEP_EVERY_MS);
    const stopTrying = () => {
      clearInterval(tick);
      clearInterval(keepAgain);
    };
    tryNoMore = stopTrying;
    const end = () => {
      stopTrying();
      if (trying === own) trying = null;
    };
    term.signal.addEventListener("abort", end, { once: true });
    if (stored !== null) void goOn(own, stored);
  }

  /** Stores what has been found, so that the next server goes on from it. Tries under way may take long, and are made again there. */
  async function finish(): Promise<void> {
    tryNoMore();
    keep();
    await keeping;
  }

  async function goOn(own: Trying, from: StoredTries): Promise<void> {
    const before = await from.read().catch((error: unknown) => {
      if (!own.isFailing) log.warn({ err: error }, "Which nodes did not answer cannot be restored yet");
      own.isFailing = true;
      return null;
    });
    if (trying !== own) return;
    if (before === null) {
      const goOnLater = () => {
        if (trying === own) void goOn(own, from);
      };
      setTimeout(goOnLater, READ_AGAIN_AFTER_MS).unref();
      return;
    }
    hasStored = before.size > 0;
    own.watch.restore(before);
    own.isRestored = true;
    show(before);
    // Others have yet to learn of what was found meanwhile.
    if (shared !== null) keep();
  }

  return {
    join: (snapshot) => (isTried(snapshot.id) ? joinUnanswered(snapshot, triesOf) : snapshot),
    // What does not answer is stored. Of the rest, only the server that tries can say that it does.
    reachableNodes: (accountId, reading) =>
      isTried(accountId)
        ? reachableNodes(accountId, reading, { triesOf: trying?.watch.triesOf ?? triesOf, now: now() })
        : new Map(),
    start: (store) => {
      fleet = store;
      handOver = leases.want(LEASE, begin, finish);
    },
    restore: async (tries) => {
      stored = tries;
      const look = async () => {
        if (trying === null) show(await tries.read());
      };
      unfollow = hints.follow(TOPIC, look);
      if (trying !== null) await goOn(trying, tries);
      else await look().catch(() => undefined);
    },
    stop: async () => {
      tryNoMore();
      unfollow();
      await keeping;
      await handOver();
    },
  };
}
