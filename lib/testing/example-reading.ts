import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";

/** A healthy cluster for tests to start from: pass only what the test is about. */
export function exampleReading(changes: Partial<ClusterReading> = {}): ClusterReading {
  return {
    providerClusterId: "c1",
    name: "train-1",
    status: "running",
    providerStatus: "active",
    statusDetail: null,
    health: "healthy",
    healthReasons: [],
    cloud: null,
    region: null,
    gpuModel: "H100",
    gpuCount: 8,
    nodes: [exampleNode()],
    rate: { usdMicrosPerHour: usdMicrosPerHour(15_000_000), source: "reported", billing: "full", note: null },
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
    ...changes,
  };
}

export function exampleNode(changes: Partial<NodeReading> = {}): NodeReading {
  return {
    id: "n1",
    name: "node-1",
    role: null,
    status: "running",
    providerStatus: "active",
    health: "healthy",
    healthReasons: [],
    gpuModel: "H100",
    gpuCount: 8,
    rate: { usdMicrosPerHour: null, source: "none", billing: "full", note: null },
    install: null,
    createdAt: null,
    readyAt: null,
    ...changes,
  };
}
