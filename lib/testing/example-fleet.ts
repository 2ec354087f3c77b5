import type { Account, Cluster, Fleet } from "@/lib/contract/fleet";

/** A fleet of one cluster for tests; pass what the test is about. */
export const exampleAccount: Account = {
  id: "shadeform",
  provider: "shadeform",
  providerLabel: "Shadeform",
  label: "Shadeform",
  canCreate: false,
  state: "ok",
  freshness: "fresh",
  pollIntervalMs: 15_000,
  lastSuccessAt: "2026-11-20T15:00:00.000Z",
  lastAttemptAt: "2026-11-20T15:00:00.000Z",
  nextAttemptAt: "2026-11-20T15:00:15.000Z",
  problem: null,
  warnings: [],
  billing: null,
};

export const exampleCluster: Cluster = {
  id: "shadeform~1",
  accountId: "shadeform",
  provider: "shadeform",
  providerClusterId: "1",
  name: "one",
  status: "running",
  providerStatus: "active",
  statusDetail: null,
  health: "healthy",
  healthReasons: [],
  cloud: null,
  region: { id: "eu", label: "Europe" },
  tags: [],
  gpuModel: "H100",
  gpuCount: 8,
  nodes: { total: 1, healthy: 1, unhealthy: 0, unknown: 0 },
  rate: { usdMicrosPerHour: null, source: "none", billing: "full", note: null },
  createdAt: null,
  activeAt: null,
  terminatedAt: null,
  statusSince: "2026-11-20T14:00:00.000Z",
  statusMayBeOlder: false,
  observedAt: "2026-11-20T15:00:00.000Z",
};

export function exampleFleet(change: Partial<Fleet> = {}): Fleet {
  return {
    generatedAt: "2026-11-20T15:00:00.000Z",
    revision: "1",
    demo: false,
    billingTimeZone: "UTC",
    totals: {
      clusters: 1,
      reporting: 1,
      needAttention: 0,
      nodes: 1,
      gpus: 8,
      usdMicrosPerHour: null,
      unpricedClusters: 1,
    },
    accounts: [exampleAccount],
    clusters: [exampleCluster],
    ...change,
  };
}
