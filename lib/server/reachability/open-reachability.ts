import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import type { ReachabilityConfiguration } from "../configuration/configuration";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import { addressRules } from "./address-rules";
import { joinSilence } from "./join-silence";
import { knownEndpoints } from "./known-endpoints";
import { resolveHost } from "./resolve-host";
import { type Endpoint, type Outcome, tryEndpoint } from "./try-endpoint";
import { tryPort } from "./try-port";
import { type EndpointWatch, watchEndpoints } from "./watch-endpoints";

const TICK_MS = 1_000;

export interface Reachability {
  /** Adds what the tries say to a snapshot, when it is published. */
  join(snapshot: ConnectionSnapshot): ConnectionSnapshot;
  start(store: Pick<FleetStore, "connections" | "rejoin">): void;
  stop(): void;
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
  let timer: NodeJS.Timeout | undefined;
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
        onChange: store.rejoin,
        intervalMs,
        now,
        random: Math.random,
      });
      watch = started;
      timer = setInterval(started.tick, TICK_MS);
    },
    stop: () => clearInterval(timer),
  };
}
