import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { withoutFutureTimes } from "@/lib/domain/cluster/without-future-times";
import { withoutLostAddresses } from "@/lib/domain/connect/lost-addresses";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { FleetReading } from "../providers/spec";
import type { TrackedCluster } from "./account-snapshot";
import { completedDetails, mergeDetails } from "./details/merge-details";

/** A cluster counts as gone only after this many successful, complete polls in a row without it. */
const MISSED_POLLS_UNTIL_GONE = 3;
export const GONE_RETENTION_MS = 30 * DAY_MS;
/** An account that creates and deletes clusters all day must not fill the memory; the history stores them all. */
const MAX_GONE = 2_000;

export interface Tracked {
  clusters: ReadonlyMap<string, TrackedCluster>;
  gone: ReadonlyMap<string, TrackedCluster>;
}

/**
 * What is known about an account's clusters after a poll. An unreadable item, a partial list or an empty one loses
 * nothing.
 */
export function trackClusters(previous: Tracked, fleet: FleetReading, at: EpochMs): Tracked {
  const clusters = new Map<string, TrackedCluster>();
  const gone = new Map(
    [...previous.gone].filter(([, { reading }]) => at - (reading.terminatedAt ?? at) < GONE_RETENTION_MS),
  );

  for (const summary of fleet.clusters) {
    const known = previous.clusters.get(summary.providerClusterId);
    clusters.set(summary.providerClusterId, trackReading(summary, known, at));
    gone.delete(summary.providerClusterId);
  }
  for (const { id, problem } of fleet.unreadable) {
    if (id === null || clusters.has(id)) continue;
    const known = previous.clusters.get(id);
    clusters.set(id, trackReading(unreadableReading(id, problem, known?.reading), known, at));
  }
  for (const [id, known] of previous.clusters) {
    if (clusters.has(id)) continue;
    const missed = fleet.complete
      ? { polls: (known.missed?.polls ?? 0) + 1, since: known.missed?.since ?? at }
      : known.missed;
    if (missed !== null && missed.polls >= MISSED_POLLS_UNTIL_GONE) gone.set(id, endedCluster(known, missed.since));
    else clusters.set(id, { ...known, missed });
  }
  // In the order in which they disappeared.
  return { clusters, gone: new Map([...gone].slice(-MAX_GONE)) };
}

/** A snapshot with clusters that were just created and that it does not know yet. */
export function withCreated<Known extends Tracked>(known: Known, created: ReadonlyMap<string, TrackedCluster>): Known {
  if (created.size === 0) return known;
  const gone = new Map([...known.gone].filter(([id]) => !created.has(id)));
  return { ...known, clusters: new Map([...created, ...known.clusters]), gone };
}

/** A cluster as in the provider's answer to its creation. */
export function trackCreated(reading: ClusterReading, at: EpochMs): TrackedCluster {
  return trackReading(reading, undefined, at);
}

/** A cluster after its details were read, which is a newer reading than the list's. */
export function trackDetails(
  known: TrackedCluster,
  answered: ClusterReading,
  at: EpochMs,
  summary: ClusterReading,
): TrackedCluster {
  const details = withoutFutureTimes(answered, at);
  const reading = withoutLostAddresses(completedDetails(details, withoutFutureTimes(summary, at)));
  // A cluster's first details belong to its first reading: they may say when its status began.
  const isFirst = known.details === null && known.reading.depth === "summary";
  const dated = withStatus(reading, isFirst ? undefined : known, at);
  const { statusSince, statusMayBeOlder } = isFirst && known.statusSince < dated.statusSince ? known : dated;
  return {
    ...known,
    reading,
    statusSince,
    statusMayBeOlder,
    observedAt: at,
    details: { reading: details, readAt: at },
  };
}

function trackReading(summary: ClusterReading, known: TrackedCluster | undefined, at: EpochMs): TrackedCluster {
  const details = known?.details ?? null;
  const reading = withoutLostAddresses(mergeDetails(withoutFutureTimes(summary, at), details?.reading ?? null));
  return { ...withStatus(reading, known, at), observedAt: at, missed: null, details };
}

/** The provider's own time for a change counts if it is between the two readings; otherwise we date the change. */
function withStatus(reading: ClusterReading, known: TrackedCluster | undefined, at: EpochMs) {
  const said = saidSince(reading);
  const by = Math.min(beganBy(reading) ?? at, at);
  if (known === undefined) {
    const isSaid = said !== null && said <= at;
    return { reading, statusSince: isSaid ? said : by, statusMayBeOlder: !isSaid };
  }
  const { statusSince, statusMayBeOlder } = known;
  if (known.reading.status === reading.status)
    return { reading, statusSince: statusMayBeOlder ? Math.min(statusSince, by) : statusSince, statusMayBeOlder };
  const isInGap = (time: EpochMs | null) => time !== null && time > known.observedAt && time <= at;
  return { reading, statusSince: [said, by].find(isInGap) ?? at, statusMayBeOlder: false };
}

/**
 * `statusBeganBy`, unless it is absurd: before the cluster was created, or at its creation for a status in which none is
 * created, so that the provider does not keep count of changes.
 */
function beganBy({ status, statusBeganBy, createdAt }: ClusterReading): EpochMs | null {
  if (statusBeganBy === undefined) return null;
  const isAbsurd =
    createdAt !== null && (statusBeganBy < createdAt || (statusBeganBy === createdAt && status !== "provisioning"));
  return isAbsurd ? null : statusBeganBy;
}

/** When the current status began, according to the provider. */
export function saidSince({ status, statusSince, activeAt }: ClusterReading): EpochMs | null {
  return statusSince ?? (status === "running" ? activeAt : null);
}

function unreadableReading(id: string, problem: string, known: ClusterReading | undefined): ClusterReading {
  const reasons = [`The provider's answer for this cluster could not be read: ${problem}`];
  const unknown = { status: "unknown", providerStatus: null, health: "unknown", healthReasons: reasons } as const;
  if (known) return { ...known, ...unknown, healthReasons: [...reasons], depth: "complete" };
  return {
    ...unknown,
    healthReasons: [...reasons],
    providerClusterId: id,
    name: id,
    statusDetail: null,
    cloud: null,
    region: null,
    gpuModel: null,
    gpuCount: null,
    nodes: null,
    rate: UNKNOWN_RATE,
    createdAt: null,
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: [],
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: null,
    onDemand: [],
    depth: "complete",
  };
}

/** A cluster that the provider no longer has. */
export function endedCluster(known: TrackedCluster, since: EpochMs): TrackedCluster {
  const terminatedAt = known.reading.terminatedAt ?? since;
  const reading: ClusterReading = {
    ...known.reading,
    status: "terminated",
    statusDetail: "The provider no longer lists this cluster",
    health: "unknown",
    healthReasons: [],
    terminatedAt,
    rate: { ...known.reading.rate, usdMicrosPerHour: usdMicrosPerHour(0), billing: "none" },
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: null,
    onDemand: [],
  };
  const { status, limits } = known.reading;
  return { ...known, reading, statusSince: terminatedAt, statusMayBeOlder: false, lastSaid: { status, limits } };
}
