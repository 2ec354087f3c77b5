import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";

/**
 * A list's summary, completed by details that were read some time ago. What the list says is newer and wins; the rest
 * is taken from the details. If the provider's status has changed since, the details' nodes, health and rate describe a
 * past state, so they are left out until the details are read again.
 */
export function mergeDetails(summary: ClusterReading, details: ClusterReading | null): ClusterReading {
  if (summary.depth === "complete" || details === null) return summary;
  const merged: ClusterReading = {
    ...summary,
    name: nameOf(summary, details),
    statusDetail: summary.statusDetail ?? details.statusDetail,
    cloud: summary.cloud ?? details.cloud,
    region: summary.region ?? details.region,
    gpuModel: summary.gpuModel ?? details.gpuModel,
    gpuCount: summary.gpuCount ?? details.gpuCount,
    createdAt: summary.createdAt ?? details.createdAt,
    activeAt: summary.activeAt ?? details.activeAt,
    terminatedAt: summary.terminatedAt ?? details.terminatedAt,
    facts: details.facts.length > 0 ? details.facts : summary.facts,
    tags: summary.tags.length > 0 ? summary.tags : details.tags,
    deployments: details.deployments,
    limits: summary.limits.length > 0 ? summary.limits : details.limits,
    connectionDetails: summary.connectionDetails ?? details.connectionDetails,
    onDemand: [...new Set([...summary.onDemand, ...details.onDemand])],
  };
  if (hasOutdatedDetails(summary, details)) return { ...merged, rate: known(summary) ? summary.rate : UNKNOWN_RATE };
  return {
    ...merged,
    ...judgementOf(summary, details),
    statusSince: summary.statusSince ?? details.statusSince,
    ...(details.statusBeganBy !== undefined && { statusBeganBy: details.statusBeganBy }),
    nodes: summary.nodes?.length ? summary.nodes : details.nodes,
    metrics: details.metrics,
    ...(details.metricsAt !== undefined && { metricsAt: details.metricsAt }),
    alerts: details.alerts,
    rate: known(summary) ? summary.rate : details.rate,
  };
}

/**
 * Details as they were read just now, with what the list says and they do not: they erase nothing. A status that they leave out is
 * the list's, with all that follows from it.
 */
export function completedDetails(details: ClusterReading, summary: ClusterReading): ClusterReading {
  const hasStatus = details.providerStatus !== null || summary.providerStatus === null;
  const { status, providerStatus, health, healthReasons } = hasStatus ? details : summary;
  const isSameStatus = status === summary.status;
  const statusBeganBy = details.statusBeganBy ?? (isSameStatus ? summary.statusBeganBy : undefined);
  return {
    ...details,
    ...(statusBeganBy !== undefined && { statusBeganBy }),
    ...{ status, providerStatus, health, healthReasons, name: nameOf(details, summary) },
    statusDetail: details.statusDetail ?? summary.statusDetail,
    cloud: details.cloud ?? summary.cloud,
    region: details.region ?? summary.region,
    gpuModel: details.gpuModel ?? summary.gpuModel,
    gpuCount: details.gpuCount ?? summary.gpuCount,
    nodes: details.nodes ?? summary.nodes,
    rate: known(details) || !known(summary) || !isSameStatus ? details.rate : summary.rate,
    createdAt: details.createdAt ?? summary.createdAt,
    activeAt: details.activeAt ?? summary.activeAt,
    terminatedAt: details.terminatedAt ?? summary.terminatedAt,
    statusSince: details.statusSince ?? (isSameStatus ? summary.statusSince : null),
    facts: details.facts.length > 0 ? details.facts : summary.facts,
    tags: details.tags.length > 0 ? details.tags : summary.tags,
    limits: details.limits.length > 0 ? details.limits : summary.limits,
    connectionDetails: details.connectionDetails ?? summary.connectionDetails,
  };
}

/** A cluster that is called by its id has no name in that answer. */
function nameOf(newer: ClusterReading, other: ClusterReading): string {
  return newer.name === newer.providerClusterId ? other.name : newer.name;
}

/** Where only one of the two gives a status, its word is the only one on what follows from it. */
function judgementOf(
  summary: ClusterReading,
  details: ClusterReading,
): Pick<ClusterReading, "status" | "providerStatus" | "health" | "healthReasons"> {
  if (details.providerStatus === null || summary.providerStatus === null) {
    const { status, providerStatus, health, healthReasons } = details.providerStatus === null ? summary : details;
    return { status, providerStatus, health, healthReasons };
  }
  return {
    // The details may define a status more precisely: a cluster runs only once all its nodes do.
    status: details.status,
    providerStatus: summary.providerStatus,
    health: summary.health === "unknown" ? details.health : worstHealth([summary.health, details.health]),
    healthReasons: [...new Set([...summary.healthReasons, ...details.healthReasons])],
  };
}

/** Whether details were read before the provider's status changed. An answer without a status tells nothing of that. */
export function hasOutdatedDetails(summary: ClusterReading, details: ClusterReading): boolean {
  if (summary.providerStatus === null || details.providerStatus === null) return false;
  return summary.providerStatus.toLowerCase() !== details.providerStatus.toLowerCase();
}

function known({ rate }: ClusterReading): boolean {
  return rate.usdMicrosPerHour !== null;
}
