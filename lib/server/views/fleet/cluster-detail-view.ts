import "server-only";
import type { ClusterDetail, Node } from "@/lib/contract/cluster";
import type { Deployment, Fact, NodeReading } from "@/lib/domain/cluster/cluster";
import { allows, type Role } from "@/lib/domain/people/role";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime, nullableIsoTime } from "@/lib/domain/time/iso-time";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import { accountView } from "./account-view";
import { clusterView, rateView } from "./cluster-view";

/**
 * `GET /api/clusters/{clusterId}`, for a cluster that the provider has or had within the last 30 days. Contains no more
 * than a viewer may read, unless a higher role is given.
 */
export function clusterDetailView(
  snapshot: AccountSnapshot,
  tracked: TrackedCluster,
  now: EpochMs,
  reader: Role = "viewer",
): ClusterDetail {
  const { reading } = tracked;
  return {
    ...clusterView(snapshot, tracked),
    nodes: (reading.nodes ?? []).map((node) => nodeView(node, reader)),
    facts: factViews(reading.facts, reader),
    deployments: reading.deployments.map(deploymentView),
    limits: reading.limits.map(({ action, at, spendUsdMicros, spentUsdMicros, node }) => ({
      action,
      at: nullableIsoTime(at),
      usdMicros: spendUsdMicros,
      usdMicrosSpent: spentUsdMicros,
      node,
    })),
    capabilities: {
      connection: hasConnectionDetails(tracked),
      metrics: reading.onDemand.includes("metrics") || reading.metrics.length > 0,
      logs: reading.onDemand.includes("logs"),
      offers: reading.onDemand.includes("offers"),
    },
    account: accountView(snapshot, now),
    generatedAt: isoTime(now),
  };
}

/** Whether the Connect sheet has anything to show, now or on demand. */
export function hasConnectionDetails({ reading: { connectionDetails, onDemand } }: TrackedCluster): boolean {
  if (onDemand.includes("connection-details")) return true;
  if (connectionDetails === null) return false;
  const { ssh, ports, links, notes = [] } = connectionDetails;
  return ssh.length + ports.length + links.length + notes.length > 0;
}

function factViews(facts: readonly Fact[], reader: Role): ClusterDetail["facts"] {
  const isOperator = allows(reader, "operator");
  return facts.flatMap(({ label, value, operatorValue = value, group = null }) => {
    const shown = isOperator ? operatorValue : value;
    return shown === null ? [] : [{ label, value: shown, group }];
  });
}

function deploymentView(deployment: Deployment): ClusterDetail["deployments"][0] {
  return {
    id: deployment.id,
    name: deployment.name,
    status: deployment.status,
    providerStatus: deployment.providerStatus,
    replicas: { ready: deployment.replicas.ready, desired: deployment.replicas.desired },
    detail: deployment.detail,
    baseModel: deployment.baseModel,
    gpuModel: deployment.gpuModel,
    gpusPerReplica: deployment.gpusPerReplica,
    region: deployment.region,
  };
}

function nodeView(node: NodeReading, reader: Role): Node {
  return {
    id: node.id,
    name: node.name,
    role: node.role,
    status: node.status,
    providerStatus: node.providerStatus,
    health: node.health,
    healthReasons: [...node.healthReasons],
    gpuModel: node.gpuModel,
    gpuCount: node.gpuCount,
    rate: rateView(node.rate),
    install: node.install && {
      status: node.install.status,
      progressPercent: node.install.progressPercent,
      failure: node.install.failure,
      estimate: node.install.estimate ?? null,
    },
    createdAt: nullableIsoTime(node.createdAt),
    readyAt: nullableIsoTime(node.readyAt),
    facts: factViews(node.facts ?? [], reader).map(({ label, value }) => ({ label, value })),
  };
}
