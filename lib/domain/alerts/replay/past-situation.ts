import type { ClusterReading } from "../../cluster/cluster";
import type { LedgerRow } from "../../money/ledger";
import type { EpochMs } from "../../time/epoch";
import type { PollRun } from "../../time/poll-run";
import type { Situation } from "../conditions/judge";
import type { GoneCluster, WatchedAccount, WatchedCluster } from "../conditions/situation";
import { knownSince, type Past, type PastAccount, type PastCluster, pollAt } from "./past";

/** The fleet as the rules would have seen it at a moment. */
export function situationAt(past: Past, at: EpochMs): Situation {
  return {
    accounts: past.accounts.map((account) => accountAt(account, at)),
    budgets: past.budgets.findLast((one) => one.at <= at)?.budgets ?? [],
    server: { history: null, channels: [] },
  };
}

/** Why an account could not be read is not recorded, so one that was not read only has old readings here. */
export function accountAt({ id, runs, clusters }: PastAccount, at: EpochMs): WatchedAccount {
  const readAt = pollAt(runs, at);
  const { pollIntervalMs = 0 } = runs.findLast(({ startedAt }) => startedAt <= at) ?? {};
  return {
    ...{ id, problem: null, pollIntervalMs, lastSuccessAt: readAt, lastAttemptAt: readAt, billing: null },
    state: readAt === null ? "starting" : "ok",
    clusters: readAt === null ? [] : clusters.flatMap((cluster) => clusterAt(cluster, runs, readAt) ?? []),
    gone: readAt === null ? [] : clusters.flatMap((cluster) => goneAt(cluster, readAt) ?? []),
  };
}

/** As the poll at a moment saw it; `null` if it was not there. */
function clusterAt(cluster: PastCluster, runs: readonly PollRun[], readAt: EpochMs): WatchedCluster | null {
  const { id, rows, appearedAt, usualStartMs, rateChanges } = cluster;
  const index = rows.findLastIndex(({ startedAt }) => startedAt <= readAt);
  const row = rows[index];
  if (row === undefined || (row.endedAt !== null && row.endedAt <= readAt)) return null;
  return {
    ...{ id, reading: readingOf(cluster, row), read: "all", mayHaveLimits: false, observedAt: readAt, usualStartMs },
    statusSince: knownSince(runs, firstOfStatus(rows, index, row)),
    appearedAt: appearedAt !== null && appearedAt <= readAt ? appearedAt : null,
    rateChange: rateChanges.findLast((change) => change.at <= readAt) ?? null,
  };
}

/** One that the account never had again. */
function goneAt(cluster: PastCluster, readAt: EpochMs): GoneCluster | null {
  const last = cluster.rows.at(-1);
  if (last === undefined || last.endedAt === null || last.endedAt > readAt) return null;
  const lastSaid = { status: last.status, limits: cluster.lastLimits };
  return { id: cluster.id, lastSaid, lastSeenAt: last.endedAt, goneAt: last.endedAt };
}

/** The row with which the status of a row began: rows follow each other for other reasons too. */
function firstOfStatus(rows: readonly LedgerRow[], index: number, row: LedgerRow): LedgerRow {
  let first = row;
  for (let before = index - 1; before >= 0; before -= 1) {
    const earlier = rows[before];
    if (earlier === undefined || earlier.endedAt !== first.startedAt || earlier.status !== row.status) break;
    first = earlier;
  }
  return first;
}

/** The part of a reading that the history keeps. */
function readingOf(
  { providerClusterId, name, gpuModel, gpuCount }: PastCluster,
  { status, providerStatus, health, usdMicrosPerHour, rateSource, billing }: LedgerRow,
): ClusterReading {
  return {
    ...{ providerClusterId, name, gpuModel, gpuCount, status, providerStatus, health },
    ...{ statusDetail: null, healthReasons: [], cloud: null, region: null, nodes: null },
    rate: { usdMicrosPerHour, source: rateSource, billing, note: null },
    ...{ createdAt: null, activeAt: null, terminatedAt: null, statusSince: null, connectionDetails: null },
    ...{ facts: [], tags: [], deployments: [], limits: [], metrics: [], alerts: [], onDemand: [], depth: "summary" },
  };
}
