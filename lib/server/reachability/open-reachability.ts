import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { ReachabilityConfiguration } from "../configuration/configuration";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import { addressRules } from "./address-rules";
import { joinSilence } from "./join-silence";
import type { KeptSilences, SilencesByDigest } from "./kept-silences";
import { knownEndpoints } from "./known-endpoints";
import { resolveHost } from "./resolve-host";
import { type Endpoint, type Outcome, tryEndpoint } from "./try-endpoint";
import { tryPort } from "./try-port";
import { type EndpointWatch, watchEndpoints } from "./watch-endpoints";

const TICK_MS = 1_000;
/** Not only when a silence begins or ends, since one that was not tried for too long is forgotten. */
const KEEP_EVERY_MS = MINUTE_MS;

export interface Reachability {
  /** Adds what the tries say to a snapshot, when it is published. */
  join(snapshot: ConnectionSnapshot): ConnectionSnapshot;
  start(store: Pick<FleetStore, "connections" | "rejoin">): void;
  /** Goes on from what was kept before the start, and keeps what is found from now on. */
  restore(kept: SilencesByDigest, keep: KeptSilences["write"]): void;
  /** Settles when nothing is being written any more. */
  stop(): Promise<void>;
}

/** Opens a connection to where the rules allow it. */
export function tryByConnecting(
  rules: Omit<ReachabilityConfiguration, "intervalMs">,
): (endpoint: Endpoint) => Promise<Outcome> {
  const options = { resolve: resolveHost, refusalOf: addressRules(rules), tryPort };
  return (endpoint) => tryEndpoint(endpoint, options);
}

interface ReachabilityOptions extends Pick<ReachabilityConfiguration, "intervalMs"> {
  /** The endpoints of other connections are never tried. */
  connectionIds: ReadonlySet<string>;
  tryEndpoint: (endpoint: Endpoint) => Promise<Outcome>;
  now: () => EpochMs;
}

/** Whether nodes answer, by our own tries. */
export function openReachability(options: ReachabilityOptions): Reachability {
  const { connectionIds, intervalMs, now } = options;
  let watch: EndpointWatch | null = null;
  const timers: NodeJS.Timeout[] = [];
  /** Nothing is written before what was kept has been read: it would be written over. */
  let write: KeptSilences["write"] | null = null;
  let hasKept = false;
  let keeping = Promise.resolve();
  let isQueued = false;

  async function keepNow(): Promise<void> {
    isQueued = false;
    const silences = watch?.toKeep() ?? new Map();
    if (write === null || (silences.size === 0 && !hasKept)) return;
    await write(silences);
    hasKept = silences.size > 0;
  }

  // While the store does not answer, the history says so.
  function keep(): void {
    // When many nodes fall silent at once, one write is for all of them.
    if (isQueued) return;
    isQueued = true;
    keeping = keeping.then(keepNow).catch(() => {});
  }

  return {
    join: (snapshot) =>
      watch !== null && connectionIds.has(snapshot.id) ? joinSilence(snapshot, watch.silenceOf) : snapshot,
    start: (store) => {
      if (connectionIds.size === 0) return;
      const started = watchEndpoints({
        endpoints: () =>
          knownEndpoints(
            store.connections().filter(({ id }) => connectionIds.has(id)),
            now(),
          ),
        tryEndpoint: options.tryEndpoint,
        onChange: (connectionId) => {
          store.rejoin(connectionId);
          keep();
        },
        intervalMs,
        now,
        random: Math.random,
      });
      watch = started;
      timers.push(setInterval(started.tick, TICK_MS), setInterval(keep, KEEP_EVERY_MS));
    },
    restore: (kept, keepIn) => {
      watch?.restore(kept);
      hasKept = kept.size > 0;
      write = keepIn;
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await keeping;
    },
  };
}
