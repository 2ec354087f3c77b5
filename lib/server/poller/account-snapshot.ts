import "server-only";
import type { AccountBilling } from "@/lib/domain/cluster/account-billing";
import type { AccountState, ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountDeed } from "../configuration/configuration";
import type { ProviderErrorKind } from "../providers/errors";

/** A cluster as remembered between polls. */
export interface TrackedCluster {
  /** The reading from the latest list, completed by the latest details. */
  reading: ClusterReading;
  observedAt: EpochMs;
  statusSince: EpochMs;
  /** True if the provider does not say when the status began and it has not changed since our first reading: it has lasted at least since then. */
  statusMayBeOlder: boolean;
  /** Complete polls in a row that did not list it, and the time of the first of them. */
  missed: { polls: number; since: EpochMs } | null;
  /** The latest details, and when they were read. */
  details: { reading: ClusterReading; readAt: EpochMs; isRestored?: true } | null;
  /** It has not been read since the start, so it is only what the history keeps of it. */
  isRestored?: true;
  /** Of a cluster that has gone: what its last reading said of its end. */
  lastSaid?: Pick<ClusterReading, "status" | "limits">;
}

/** When the metrics of a cluster's reading were read: they come with its details, if it has any. */
export function metricsReadAt({ details, observedAt }: TrackedCluster): EpochMs {
  return details?.readAt ?? observedAt;
}

/**
 * When they were measured, since an agent that has stopped keeps reporting old values. The provider's clock may be
 * ahead of ours.
 */
export function measuredAt(cluster: TrackedCluster): EpochMs {
  const readAt = metricsReadAt(cluster);
  return Math.min(cluster.reading.metricsAt ?? readAt, readAt);
}

export interface PollProblem {
  code: ProviderErrorKind;
  detail: string;
  since: EpochMs;
}

/** Everything known about one account at one moment. Replaced as a whole, never changed in place. */
export interface AccountSnapshot {
  id: string;
  provider: { id: string; label: string };
  label: string;
  /** Whether new clusters can be created through it. */
  canCreate: boolean;
  state: AccountState;
  /** Who paused it; `null` unless the state is `paused`. */
  paused: AccountDeed | null;
  /** The current interval between readings when all is well; freshness is measured against it. */
  pollIntervalMs: number;
  lastSuccessAt: EpochMs | null;
  lastAttemptAt: EpochMs | null;
  nextAttemptAt: EpochMs | null;
  problem: PollProblem | null;
  warnings: string[];
  /** What the provider last said about the account; `null` if it says nothing. */
  billing: AccountBilling | null;
  /** The clusters that the provider has now, by its ids. */
  clusters: ReadonlyMap<string, TrackedCluster>;
  /** The clusters that it had within the last 30 days, by its ids. */
  gone: ReadonlyMap<string, TrackedCluster>;
}
