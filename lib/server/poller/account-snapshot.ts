import "server-only";
import type { AccountBilling } from "@/lib/domain/cluster/account-billing";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ProviderErrorKind } from "../providers/errors";

/** A cluster as remembered between polls. */
export interface TrackedCluster {
  /** The latest list's reading, with what the latest details add. */
  reading: ClusterReading;
  observedAt: EpochMs;
  statusSince: EpochMs;
  /** The provider does not say when the status began, and it has been so since we first read the cluster. */
  statusMayBeOlder: boolean;
  /** Complete polls in a row that did not list it, and the time of the first of them. */
  missed: { polls: number; since: EpochMs } | null;
  /** What the last details said, and when. */
  details: { reading: ClusterReading; readAt: EpochMs } | null;
}

/** When the metrics of a cluster's reading were read: they come with its details, where it has some. */
export function metricsReadAt({ details, observedAt }: TrackedCluster): EpochMs {
  return details?.readAt ?? observedAt;
}

/** When they were measured: an agent that has stopped is read again and again. The provider's clock may be ahead of ours. */
export function measuredAt(cluster: TrackedCluster): EpochMs {
  const readAt = metricsReadAt(cluster);
  return Math.min(cluster.reading.metricsAt ?? readAt, readAt);
}

export interface PollProblem {
  code: ProviderErrorKind;
  detail: string;
  since: EpochMs;
}

/** Everything known of one account at one moment. Replaced as a whole, never changed in place. */
export interface AccountSnapshot {
  id: string;
  provider: { id: string; label: string };
  label: string;
  /** Whether new clusters can be created through it. */
  canCreate: boolean;
  state: "starting" | "ok" | "limited" | "failing";
  /** How often it is read at present when all is well: what freshness is measured against. */
  pollIntervalMs: number;
  lastSuccessAt: EpochMs | null;
  lastAttemptAt: EpochMs | null;
  nextAttemptAt: EpochMs | null;
  problem: PollProblem | null;
  warnings: string[];
  /** What the provider last said of the account; `null` where it says nothing. */
  billing: AccountBilling | null;
  /** By the provider's id: what the provider has now. */
  clusters: ReadonlyMap<string, TrackedCluster>;
  /** By the provider's id: what it no longer has, for 30 days. */
  gone: ReadonlyMap<string, TrackedCluster>;
}
