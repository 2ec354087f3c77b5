import "server-only";
import type { ClusterDetail, Node } from "@/lib/contract/cluster";
import type { EpochMs, NodeReading } from "@/lib/domain/cluster";
import type { ConnectionSnapshot, TrackedCluster } from "../poller/connection-snapshot";
import { clusterView, rateView } from "./cluster-view";
import { connectionView } from "./connection-view";
import { isoTime, nullableIsoTime } from "./iso-time";

/** `GET /api/clusters/{clusterId}`, for a cluster the provider has or had within the last 30 days. */
export function clusterDetailView(snapshot: ConnectionSnapshot, tracked: TrackedCluster, now: EpochMs): ClusterDetail {
  const { reading } = tracked;
  return {
    ...clusterView(snapshot, tracked),
    nodes: (reading.nodes ?? []).map(nodeView),
    facts: reading.facts.map(({ label, value }) => ({ label, value })),
    capabilities: { connection: hasAccess(tracked), metrics: false, logs: false },
    connection: connectionView(snapshot, now),
    generatedAt: isoTime(now),
  };
}

/** Whether the Connect sheet has anything to show, now or when asked. */
export function hasAccess({ reading: { access, accessOnDemand } }: TrackedCluster): boolean {
  if (accessOnDemand) return true;
  return access !== null && access.ssh.length + access.ports.length + access.links.length > 0;
}

function nodeView(node: NodeReading): Node {
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
    },
    createdAt: nullableIsoTime(node.createdAt),
    readyAt: nullableIsoTime(node.readyAt),
  };
}
