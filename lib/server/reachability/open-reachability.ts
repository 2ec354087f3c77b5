import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { ReachabilityConfiguration } from "../configuration/configuration";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import { addressRules } from "../security/address-rules";
import { joinUnanswered } from "./join-unanswered";
import { knownEndpoints } from "./known-endpoints";
import { reachableNodes } from "./reachable-nodes";
import { resolveHost } from "./resolve-host";
import type { StoredTries, TriesByDigest } from "./stored-tries";
import { type Endpoint, type Outcome, tryEndpoint } from "./try-endpoint";
import { tryPort } from "./try-port";
import { type EndpointWatch, watchEndpoints } from "./watch-endpoints";

const TICK_MS = 1_000;
/**
 * Written regularly, and not only when nodes stop or begin to answer, since one that was not tried for too long is
 * forgotten.
 */
const KEEP_EVERY_MS = MINUTE_MS;

export interface Reachability {
  /** Adds the results of the tries to a snapshot when it is published. */
  join(snapshot: AccountSnapshot): AccountSnapshot;
  /** Whether each node of a cluster answers, by its id; nodes that have not been tried lately are left out. */
  reachableNodes(accountId: string, reading: ClusterReading): ReadonlyMap<string, boolean>;
  start(store: Pick<FleetStore, "accounts" | "rejoin">): void;
  /** Continues from what was stored before the start, and stores what is found from now on. */
  restore(stored: TriesByDigest, keep: StoredTries["write"]): void;
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

interface ReachabilityOptions extends Pick<ReachabilityConfiguration, "intervalMs"> {
  /** Whether an account's endpoints are tried. */
  isTried: (accountId: string) => boolean;
  tryEndpoint: (endpoint: Endpoint) => Promise<Outcome>;
  now: () => EpochMs;
}

/** Finds out whether nodes answer, by our own tries. */
export function openReachability(options: ReachabilityOptions): Reachability {
  const { isTried, intervalMs, now } = options;
  let watch: EndpointWatch | null = null;
  const timers: NodeJS.Timeout[] = [];
  /** Nothing is written before what was stored has been read, since it would be overwritten. */
  let write: StoredTries["write"] | null = null;
  let hasStored = false;
  let keeping = Promise.resolve();
  let isQueued = false;

  async function keepNow(): Promise<void> {
    isQueued = false;
    const known = watch?.toKeep() ?? new Map();
    if (write === null || (known.size === 0 && !hasStored)) return;
    await write(known);
    hasStored = known.size > 0;
  }

  // While the store does not answer, the history says so.
  function keep(): void {
    // When many nodes stop answering at once, one write covers all of them.
    if (isQueued) return;
    isQueued = true;
    keeping = keeping.then(keepNow).catch(() => {});
  }

  return {
    join: (snapshot) => (watch !== null && isTried(snapshot.id) ? joinUnanswered(snapshot, watch.triesOf) : snapshot),
    reachableNodes: (accountId, reading) =>
      watch !== null && isTried(accountId)
        ? reachableNodes(accountId, reading, { triesOf: watch.triesOf, now: now() })
        : new Map(),
    start: (store) => {
      const started = watchEndpoints({
        endpoints: () =>
          knownEndpoints(
            store.accounts().filter(({ id }) => isTried(id)),
            now(),
          ),
        tryEndpoint: options.tryEndpoint,
        onChange: (accountId) => {
          store.rejoin(accountId);
          keep();
        },
        intervalMs,
        now,
        random: Math.random,
      });
      watch = started;
      timers.push(setInterval(started.tick, TICK_MS), setInterval(keep, KEEP_EVERY_MS));
    },
    restore: (stored, keepIn) => {
      watch?.restore(stored);
      hasStored = stored.size > 0;
      write = keepIn;
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await keeping;
    },
  };
}
