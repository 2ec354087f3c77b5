import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import { freshnessOf } from "@/lib/domain/freshness";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import type { Endpoint } from "./try-endpoint";

export interface WatchedEndpoint extends Endpoint {
  /** Names the node together with its address: a node that moves begins anew. */
  key: string;
  connectionId: string;
}

export function endpointKey(
  connectionId: string,
  providerClusterId: string,
  { nodeId, host, port }: Endpoint & { nodeId: string },
): string {
  return [connectionId, providerClusterId, nodeId, host, port].join("\n");
}

/**
 * Where ssh should answer now: on the running nodes of running clusters, at the address that the provider reported. Rented addresses
 * are reused, so an address counts only while its reading is fresh.
 */
export function watchedEndpoints(snapshots: readonly ConnectionSnapshot[], now: EpochMs): WatchedEndpoint[] {
  return snapshots
    .filter(({ state }) => state === "ok")
    .flatMap(({ id: connectionId, pollIntervalMs, clusters }) =>
      [...clusters.values()].flatMap(({ reading, observedAt, missed }) => {
        const isUp = reading.status === "running" || reading.status === "degraded";
        if (!isUp || missed !== null || freshnessOf(observedAt, now, pollIntervalMs) === "stale") return [];
        const running = new Set((reading.nodes ?? []).filter(({ status }) => status === "running").map(({ id }) => id));
        return (reading.access?.ssh ?? [])
          .filter(({ nodeId }) => running.has(nodeId))
          .map((endpoint) => ({
            key: endpointKey(connectionId, reading.providerClusterId, endpoint),
            connectionId,
            host: endpoint.host,
            port: endpoint.port,
          }));
      }),
    );
}
