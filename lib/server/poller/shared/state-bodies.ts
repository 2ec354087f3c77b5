import "server-only";
import type { AccountBilling } from "@/lib/domain/cluster/account-billing";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TrackedCluster } from "../account-snapshot";
import type { PollState, SharedState } from "../poll-state";
import type { AccountBody, ClusterBody, ClusterTimes, Times } from "./body-schema";

/** An account's state in the parts in which it is stored. */
export interface StateBodies {
  account: AccountBody;
  times: Times;
  /** By the provider's ids: those that it has and those that it had. */
  clusters: ReadonlyMap<string, ClusterBody>;
}

export function bodiesOf({ snapshot, bindingUntil, failuresInARow }: PollState): StateBodies {
  const { provider, state, problem, warnings, billing, pollIntervalMs, clusters, gone } = snapshot;
  const { lastAttemptAt, lastSuccessAt, nextAttemptAt } = snapshot;
  const ownTimes = [...clusters].filter(([, cluster]) => !isReadByListAlone(cluster, lastSuccessAt));
  return {
    account: {
      ...{ providerId: provider.id, state, problem, warnings, pollIntervalMs },
      billing: billing && statementOf(billing),
      ...{ clusters: [...clusters.keys()], gone: [...gone.keys()] },
    },
    times: {
      ...{
        lastAttemptAt,
        lastSuccessAt,
        nextAttemptAt,
        bindingUntil,
        failuresInARow,
        billingReadAt: billing?.readAt ?? null,
      },
      clusters: Object.fromEntries(ownTimes.map(([id, cluster]) => [id, timesOf(cluster)])),
    },
    clusters: new Map([
      ...[...gone].map(([id, cluster]) => [id, { ...bodyOf(cluster), times: timesOf(cluster) }] as const),
      ...[...clusters].map(([id, cluster]) => [id, bodyOf(cluster)] as const),
    ]),
  };
}

/** Clusters whose bodies are missing are left out: they could not be read. */
export function stateOf({ account, times, clusters }: StateBodies): SharedState {
  const { providerId, state, problem, warnings, billing, pollIntervalMs } = account;
  const { lastAttemptAt, lastSuccessAt, nextAttemptAt, bindingUntil, failuresInARow, billingReadAt } = times;
  const listTimes: ClusterTimes = [lastSuccessAt ?? 0, null, null, null, null, null];
  const tracked = (id: string): [string, TrackedCluster][] => {
    const body = clusters.get(id);
    return body === undefined ? [] : [[id, trackedOf(body, body.times ?? times.clusters[id] ?? listTimes)]];
  };
  return {
    ...{ providerId, bindingUntil, failuresInARow },
    snapshot: {
      ...{ state, problem, warnings, pollIntervalMs, lastAttemptAt, lastSuccessAt, nextAttemptAt },
      billing: billing && { ...billing, readAt: billingReadAt ?? 0 },
      clusters: new Map(account.clusters.flatMap(tracked)),
      gone: new Map(account.gone.flatMap(tracked)),
    },
  };
}

function statementOf({ readAt: _, ...statement }: AccountBilling): Omit<AccountBilling, "readAt"> {
  return statement;
}

function isReadByListAlone({ observedAt, details, reading }: TrackedCluster, lastSuccessAt: EpochMs | null): boolean {
  return observedAt === lastSuccessAt && details === null && !("metricsAt" in reading || "statusBeganBy" in reading);
}

function timesOf({ observedAt, details, reading }: TrackedCluster): ClusterTimes {
  const { metricsAt = null, statusBeganBy = null } = reading;
  const detailed = details?.reading;
  return [
    ...[observedAt, details?.readAt ?? null, metricsAt, statusBeganBy],
    ...[detailed?.metricsAt ?? null, detailed?.statusBeganBy ?? null],
  ] as const;
}

function bodyOf(cluster: TrackedCluster): ClusterBody {
  const { reading, observedAt: _, details, ...others } = cluster;
  return { ...others, reading: withoutTimes(reading), details: details && bodyOfDetails(details) };
}

function bodyOfDetails({ reading, readAt: _, ...others }: NonNullable<TrackedCluster["details"]>) {
  return { ...others, reading: withoutTimes(reading) };
}

function withoutTimes({ metricsAt: _, statusBeganBy: __, ...reading }: ClusterReading): ClusterReading {
  return reading;
}

function trackedOf({ times: _, ...body }: ClusterBody, times: ClusterTimes): TrackedCluster {
  const [observedAt, readAt, metricsAt, beganBy, detailsMetricsAt, detailsBeganBy] = times;
  const { details } = body;
  return {
    ...body,
    observedAt,
    reading: withTimes(body.reading, metricsAt, beganBy),
    details: details && {
      ...details,
      reading: withTimes(details.reading, detailsMetricsAt, detailsBeganBy),
      readAt: readAt ?? observedAt,
    },
  };
}

/** The same object where there is nothing to add, so that what is made of it can be kept. */
function withTimes(reading: ClusterReading, metricsAt: EpochMs | null, beganBy: EpochMs | null): ClusterReading {
  if (metricsAt === null && beganBy === null) return reading;
  return {
    ...reading,
    ...(metricsAt !== null && { metricsAt }),
    ...(beganBy !== null && { statusBeganBy: beganBy }),
  };
}
