import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ProviderWindow } from "@/lib/domain/cluster/metrics";
import { type EpochMs, HOUR_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { RunningAccount } from "../poller/start-account";
import { createOnDemandRead } from "./on-demand-read";

interface Asked {
  accounts: ReadonlyMap<string, Pick<RunningAccount, "client" | "budget">>;
}

export type OnDemandReads = ReturnType<typeof createOnDemandReads>;

/** The on-demand reads of providers, for all accounts. */
export function createOnDemandReads({ accounts }: Asked, now: () => EpochMs) {
  const common = { accounts, now };
  return {
    /** Cached in memory for a moment only, for whoever opens the sheet next. Nothing else stores it. */
    connectionDetails: createOnDemandRead({
      ...common,
      keepMs: 20 * SECOND_MS,
      keyOf: (cluster: ClusterReading) => cluster.providerClusterId,
      read: (client, cluster, signal) => client.readConnectionDetails?.(cluster, signal),
    }),
    metrics: createOnDemandRead({
      ...common,
      keepMs: 20 * SECOND_MS,
      keyOf: ({ cluster, window }: { cluster: ClusterReading; window: ProviderWindow }) =>
        `${cluster.providerClusterId} ${window}`,
      read: (client, { cluster, window }, signal) => client.readMetrics?.(cluster, window, signal),
    }),
    logs: createOnDemandRead({
      ...common,
      keepMs: 4 * SECOND_MS,
      // Each may take 8 MB.
      maxCached: 4,
      keyOf: (cluster: ClusterReading) => cluster.providerClusterId,
      read: (client, cluster, signal) => client.readLogs?.(cluster, signal).then((lines) => ({ lines, readAt: now() })),
    }),
    events: createOnDemandRead({
      ...common,
      keepMs: 60 * SECOND_MS,
      keyOf: (cluster: ClusterReading) => cluster.providerClusterId,
      read: (client, cluster, signal) => client.readEvents?.(cluster, signal),
    }),
    visibleAccountIds: createOnDemandRead({
      ...common,
      keepMs: 60 * SECOND_MS,
      keyOf: (_: null) => "",
      read: (client, _, signal) => client.readVisibleAccountIds?.(signal),
    }),
    offers: createOnDemandRead({
      ...common,
      keepMs: HOUR_MS,
      keyOf: (_: null) => "",
      read: (client, _, signal) => client.readOffers?.(signal).then((offers) => ({ offers, readAt: now() })),
    }),
  };
}
