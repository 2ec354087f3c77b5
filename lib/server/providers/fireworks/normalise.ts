import "server-only";
import type { ClusterReading, ClusterStatus, Fact, Health } from "@/lib/domain/cluster/cluster";
import type { Rate } from "@/lib/domain/money/rate";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { kubeconfigCommand, obstacleOf } from "./normalise-connection";
import { type DeploymentWithShards, deploymentProblem, gpusOf, toDeployment } from "./normalise-deployments";
import { enumOf, idOf, type WireCluster } from "./wire";

const STATUSES: ReadonlyMap<string, ClusterStatus> = new Map([
  ["CREATING", "provisioning"],
  ["READY", "running"],
  ["DELETING", "terminating"],
  ["FAILED", "error"],
]);

/** The machines are on the customer's own AWS bill: Fireworks knows no price. */
const RATE: Rate = { usdMicrosPerHour: null, source: "none", billing: "unknown", note: "Billed by AWS" };

/** A Fireworks cluster: the customer's own EKS cluster, with what Fireworks runs on it. */
export function toReading(
  cluster: WireCluster,
  deployments: readonly DeploymentWithShards[],
  depth: ClusterReading["depth"],
): ClusterReading {
  const id = idOf(cluster.name);
  const eks = cluster.eksCluster;
  const status = statusOf(cluster);
  return {
    providerClusterId: id,
    name: cluster.displayName ?? id,
    status,
    providerStatus: cluster.state ?? null,
    statusDetail: cluster.status?.message ?? null,
    ...healthOf(cluster, status, depth === "complete" ? deployments : null),
    cloud: eks ? "aws" : null,
    region: eks?.region ? { id: eks.region, label: eks.region } : null,
    ...gpusOf(deployments.map(({ deployment }) => deployment)),
    nodes: [],
    rate: RATE,
    createdAt: parseTimestamp(cluster.createTime),
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    ...statusBeganBy(cluster),
    facts: factsOf(cluster),
    tags: [],
    deployments: deployments.map(toDeployment),
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: status === "running" ? obstacleOf(cluster) : null,
    onDemand: status === "running" && kubeconfigCommand(cluster) !== null ? ["connection-details"] : [],
    depth,
    ...machineIdsOf({ ids: [["fireworks", cluster.name]] }),
  };
}

function statusOf({ state }: WireCluster): ClusterStatus {
  return STATUSES.get(enumOf(state)) ?? "unknown";
}

/** `deployments` is `null` for a summary: the details alone judge them, so that two readings never argue about one replica. */
function healthOf(
  { state, status: operation }: WireCluster,
  status: ClusterStatus,
  deployments: readonly DeploymentWithShards[] | null,
): { health: Health; healthReasons: string[] } {
  switch (status) {
    case "provisioning":
      return { health: "unknown", healthReasons: ["It is still being created"] };
    case "terminating":
      return { health: "unknown", healthReasons: ["It is being deleted"] };
    case "error":
      return { health: "unhealthy", healthReasons: ["It failed: Fireworks asks to delete it and create it again"] };
    case "running": {
      const code = operation?.code ?? "OK";
      const healthReasons = (deployments ?? []).map(deploymentProblem).filter((problem) => problem !== null);
      if (!isOk(code)) healthReasons.unshift(`Fireworks reports ${code}`);
      if (healthReasons.length > 0) return { health: "degraded", healthReasons };
      return { health: deployments === null ? "unknown" : "healthy", healthReasons };
    }
    default:
      return {
        health: "unknown",
        healthReasons: [state ? `Fireworks gives the unfamiliar state ${state}` : "Fireworks gives no state"],
      };
  }
}

/** gRPC's own number for it is 0. */
export function isOk(code: string): boolean {
  return enumOf(code) === "OK" || code === "0";
}

function factsOf({ eksCluster: eks, fakeCluster }: WireCluster): Fact[] {
  if (!eks) return fakeCluster ? [{ label: "Backend", value: "Fireworks' fake cluster, for tests" }] : [];
  // Written as a number, it has lost the zeros that it began with.
  const accountEnd = /^\d{0,8}(\d{4})$/.exec(eks.awsAccountId ?? "")?.[1];
  return [
    { label: "Nodes", value: "run in your AWS account; Fireworks does not list them" },
    ...(eks.region ? [{ label: "AWS region", value: eks.region }] : []),
    ...(eks.clusterName ? [{ label: "EKS cluster", value: eks.clusterName }] : []),
    ...(accountEnd ? [{ label: "AWS account", value: `ends in ${accountEnd}` }] : []),
    ...(eks.storageBucketName ? [{ label: "S3 bucket", value: "set", operatorValue: eks.storageBucketName }] : []),
    { label: "Manager role", value: eks.fireworksManagerRole ? "set" : "not set, so it is FireworksManagerRole" },
    { label: "Inference role", value: eks.inferenceRole ? "set" : "not set" },
    { label: "Metrics role", value: eks.metricWriterRole ? "set" : "not set, so no metrics are written" },
    { label: "Load balancer role", value: eks.loadBalancerControllerRole ? "set" : "not set, so there is no gateway" },
    { label: "Workload identity provider", value: eks.workloadIdentityPoolProviderId ? "set" : "not set" },
  ];
}

/** A cluster's state is its own alone, whatever runs on it. */
export function statusBeganBy({ updateTime }: Pick<WireCluster, "updateTime">): Pick<ClusterReading, "statusBeganBy"> {
  const updatedAt = parseTimestamp(updateTime);
  return updatedAt === null ? {} : { statusBeganBy: updatedAt };
}
