import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ProviderWindow } from "@/lib/domain/cluster/metrics";
import { type EpochMs, HOUR_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { RunningConnection } from "../poller/start-connection";
import { createQuestion } from "./question";

interface Asked {
  connections: ReadonlyMap<string, Pick<RunningConnection, "client" | "budget">>;
}

export type Questions = ReturnType<typeof createQuestions>;

/** What providers are asked on demand, for all connections. */
export function createQuestions({ connections }: Asked, now: () => EpochMs) {
  const common = { connections, now };
  return {
    /** In memory only, for a moment: whoever opens the sheet next shares the answer, and nothing else keeps it. */
    access: createQuestion({
      ...common,
      keepMs: 20 * SECOND_MS,
      keyOf: (cluster: ClusterReading) => cluster.providerClusterId,
      read: (client, cluster, signal) => client.readAccess?.(cluster, signal),
    }),
    metrics: createQuestion({
      ...common,
      keepMs: 20 * SECOND_MS,
      keyOf: ({ cluster, window }: { cluster: ClusterReading; window: ProviderWindow }) =>
        `${cluster.providerClusterId} ${window}`,
      read: (client, { cluster, window }, signal) => client.readMetrics?.(cluster, window, signal),
    }),
    logs: createQuestion({
      ...common,
      keepMs: 4 * SECOND_MS,
      // Each may be of 8 MB.
      mostKept: 4,
      keyOf: (cluster: ClusterReading) => cluster.providerClusterId,
      read: (client, cluster, signal) => client.readLogs?.(cluster, signal).then((lines) => ({ lines, readAt: now() })),
    }),
    events: createQuestion({
      ...common,
      keepMs: 60 * SECOND_MS,
      keyOf: (cluster: ClusterReading) => cluster.providerClusterId,
      read: (client, cluster, signal) => client.readEvents?.(cluster, signal),
    }),
    accountIds: createQuestion({
      ...common,
      keepMs: 60 * SECOND_MS,
      keyOf: (_: null) => "",
      read: (client, _, signal) => client.readAccountIds?.(signal),
    }),
    offers: createQuestion({
      ...common,
      keepMs: HOUR_MS,
      keyOf: (_: null) => "",
      read: (client, _, signal) => client.readOffers?.(signal).then((offers) => ({ offers, readAt: now() })),
    }),
  };
}
