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
    // The details may define a status more precisely: a cluster runs only once all its nodes do.
    status: details.status,
    statusSince: summary.statusSince ?? details.statusSince,
    health: summary.health === "unknown" ? details.health : worstHealth([summary.health, details.health]),
    healthReasons: [...new Set([...summary.healthReasons, ...details.healthReasons])],
    nodes: summary.nodes?.length ? summary.nodes : details.nodes,
    metrics: details.metrics,
    ...(details.metricsAt !== undefined && { metricsAt: details.metricsAt }),
    alerts: details.alerts,
    rate: known(summary) ? summary.rate : details.rate,
  };
}

/** Whether details were read before the provider's status changed. */
export function hasOutdatedDetails(summary: ClusterReading, details: ClusterReading): boolean {
  return summary.providerStatus !== details.providerStatus;
}

function known({ rate }: ClusterReading): boolean {
  return rate.usdMicrosPerHour !== null;
}
