import "server-only";
import type { ClusterReading, SshEndpoint } from "@/lib/domain/cluster/cluster";
import { gapBetween } from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { Endpoint } from "./try-endpoint";

export interface KnownEndpoint extends Endpoint {
  /** Identifies the node together with its address, so that a node that moves starts over. */
  key: string;
  accountId: string;
  /**
   * Rented addresses are reused, so one is tried only while its reading is fresh. What was seen before remains in the
   * meantime.
   */
  mayBeTried: boolean;
}

export function endpointKey(
  accountId: string,
  providerClusterId: string,
  { nodeId, host, port }: Endpoint & { nodeId: string },
): string {
  return [accountId, providerClusterId, nodeId, host, port].join("\n");
}

/**
 * Where ssh should answer: on the running nodes of running clusters, at the address that the provider last reported.
 */
export function knownEndpoints(snapshots: readonly AccountSnapshot[], now: EpochMs): KnownEndpoint[] {
  return snapshots.flatMap(({ id: accountId, state, pollIntervalMs, clusters }) =>
    [...clusters.values()].flatMap(({ reading, observedAt, missed }) => {
      const isRecent = missed === null && gapBetween(observedAt, now, pollIntervalMs).isWatched;
      return runningSsh(reading).map((endpoint) => ({
        key: endpointKey(accountId, reading.providerClusterId, endpoint),
        accountId,
        host: endpoint.host,
        port: endpoint.port,
        mayBeTried: state === "ok" && isRecent,
      }));
    }),
  );
}

/** No answer is expected from a node or cluster that is not running, and that of a relay says nothing of the node behind it. */
export function runningSsh({ status, nodes, connectionDetails }: ClusterReading): SshEndpoint[] {
  if (status !== "running" && status !== "degraded") return [];
  const running = new Set((nodes ?? []).filter((node) => node.status === "running").map(({ id }) => id));
  return (connectionDetails?.ssh ?? []).filter(({ nodeId, isRelay }) => !isRelay && running.has(nodeId));
}
