import "server-only";
import type { ClusterReading, ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { Rate } from "@/lib/domain/money/rate";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { isOk, statusBeganBy } from "./normalise";
import { type DeploymentWithShards, deploymentProblem, gpusOf, toDeployment } from "./normalise-deployments";
import { onDemandFacts } from "./on-demand-facts";
import { enumOf, idOf, type WireDeployment } from "./wire";

/** No cluster's id can begin so: in Fireworks' paths, a colon ends an id. */
const ID_PREFIX = "deployment:";

/** The id that a deployment has among clusters. */
export function onDemandId({ name }: WireDeployment): string {
  return `${ID_PREFIX}${idOf(name)}`;
}

/** The deployment's own id; `null` for a cluster's. */
export function deploymentIdOf(providerClusterId: string): string | null {
  return providerClusterId.startsWith(ID_PREFIX) ? providerClusterId.slice(ID_PREFIX.length) : null;
}

/**
 * A deployment on Fireworks' own machines, which is what most accounts pay for: shown as a cluster whose machines are not listed. One
 * on a customer's cluster that is not listed is shown so, too, and its machines are on the customer's bill.
 */
export function toOnDemandReading(source: DeploymentWithShards, depth: ClusterReading["depth"]): ClusterReading {
  const { deployment } = source;
  const shown = toDeployment(source);
  const gpus = gpusOf([deployment]);
  const isAtFireworks = !deployment.cluster;
  return {
    providerClusterId: onDemandId(deployment),
    name: shown.name,
    status: shown.status === "degraded" ? "running" : shown.status,
    providerStatus: shown.providerStatus,
    statusDetail: deployment.status?.message ?? shown.detail,
    ...healthOf(source, shown.status, depth),
    cloud: isAtFireworks ? null : "aws",
    region: shown.region === null ? null : { id: shown.region, label: shown.region },
    ...gpus,
    nodes: [],
    rate: rateOf(shown.status, gpus.gpuCount, isAtFireworks),
    createdAt: parseTimestamp(deployment.createTime),
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    ...(isDecidedByState(deployment) && statusBeganBy(deployment)),
    facts: onDemandFacts(deployment),
    tags: [],
    deployments: [shown],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: null,
    onDemand: [],
    depth,
    ...machineIdsOf({ ids: [["fireworks", deployment.name]] }),
  };
}

function healthOf(
  source: DeploymentWithShards,
  status: ClusterStatus,
  depth: ClusterReading["depth"],
): { health: Health; healthReasons: string[] } {
  const { state, status: operation } = source.deployment;
  const problem = deploymentProblem(source);
  switch (status) {
    case "error":
      return { health: "unhealthy", healthReasons: problem === null ? [] : [problem] };
    case "provisioning":
      return { health: "unknown", healthReasons: ["No replica is ready yet"] };
    case "terminating":
      return { health: "unknown", healthReasons: ["It is being deleted"] };
    case "stopped":
    case "terminated":
      return { health: "unknown", healthReasons: [] };
    case "running":
    case "degraded": {
      const code = operation?.code ?? "OK";
      // A summary does not judge replicas: its details will, and two readings must not argue.
      const isJudged = depth === "complete";
      const healthReasons = [
        ...(isOk(code) ? [] : [`Fireworks reports ${code}`]),
        ...(isJudged && problem !== null ? [problem] : []),
      ];
      if (healthReasons.length > 0) return { health: "degraded", healthReasons };
      return { health: isJudged ? "healthy" : "unknown", healthReasons };
    }
    default:
      return { health: "unknown", healthReasons: [unknownReason(state)] };
  }
}

function unknownReason(state: string | null | undefined): string {
  if (!state) return "Fireworks gives no state";
  return /^(?:ready|updating)$/i.test(state)
    ? "Fireworks does not say how many replicas there are"
    : `Fireworks gives the unfamiliar state ${state}`;
}

/** Each GPU is charged by the second while a replica holds it, at a price that the API does not tell. */
function rateOf(status: ClusterStatus, gpuCount: number | null, isAtFireworks: boolean): Rate {
  const unknown = { usdMicrosPerHour: null, source: "none" } as const;
  if (!isAtFireworks) return { ...unknown, billing: "unknown", note: "Billed by AWS" };
  if (status === "terminated" || gpuCount === 0) return { ...unknown, billing: "none", note: null };
  return {
    ...unknown,
    billing: "full",
    // No longer than fits a table's cell: a fact says the rest.
    note: "Billed by use",
  };
}

/** In other states its replicas decide, which come and go without an update. */
function isDecidedByState({ state }: WireDeployment): boolean {
  return ["CREATING", "DELETING", "DELETED", "FAILED"].includes(enumOf(state));
}
