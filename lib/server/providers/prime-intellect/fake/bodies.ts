import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { PRIVATE_CLUSTER_FIELDS, PRIVATE_NODE_FIELDS, PRIVATE_POD_FIELDS } from "./private-fields";

export type WireObject = Record<string, unknown>;
/** The answer of "Get Cluster", from which the fake makes those of the other calls. */
export type ClusterBody = WireObject & { id: string; nodes: WireObject[] };

export interface Hardware {
  gpuName: string;
  socket: string;
  nodePriceHr: number;
}

export interface ClusterStory {
  key: number;
  name: string;
  status: string;
  hardware: Hardware;
  nodes: number;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  /** What differs from a cluster that runs as it should. */
  fields?: WireObject;
  nodeFields?: (index: number) => WireObject;
  /** Without private fields, which are large: for measurements. */
  isBare?: boolean;
}

const GPUS_PER_NODE = 8;

export function clusterBody(story: ClusterStory): ClusterBody {
  const { hardware, nodes } = story;
  return {
    id: `cl_${String(story.key).padStart(6, "0")}`,
    name: story.name,
    providerType: "primecompute",
    status: story.status,
    vaultEnabled: true,
    gpuName: hardware.gpuName,
    gpuCount: nodes * GPUS_PER_NODE,
    orchestratorType: "SLURM",
    createdAt: new Date(story.createdAt).toISOString(),
    updatedAt: new Date(story.updatedAt).toISOString(),
    socket: hardware.socket,
    priceHr: cents(nodes * hardware.nodePriceHr),
    stoppedPriceHr: null,
    provisioningPriceHr: null,
    orchestratorVersion: "24.05.4",
    orchestratorDeploymentStatus: "FINISHED",
    terminatedAt: null,
    ...(story.isBare ? {} : PRIVATE_CLUSTER_FIELDS),
    ...story.fields,
    nodes: Array.from({ length: nodes }, (_, index) => nodeBody(story, index)),
  };
}

function nodeBody(story: ClusterStory, index: number): WireObject {
  const id = `pod_${String(story.key).padStart(6, "0")}_${String(index).padStart(2, "0")}`;
  const name = `${story.name}-${index}`;
  return {
    id,
    name,
    providerType: "primecompute",
    status: story.status,
    gpuName: story.hardware.gpuName,
    gpuCount: GPUS_PER_NODE,
    createdAt: new Date(story.createdAt).toISOString(),
    updatedAt: new Date(story.updatedAt).toISOString(),
    type: null,
    installationStatus: "FINISHED",
    testStatus: "FINISHED",
    finalizerStatus: story.isBare ? null : "FINISHED",
    installationProgress: 100,
    installationFailure: null,
    socket: story.hardware.socket,
    priceHr: story.hardware.nodePriceHr,
    stoppedPriceHr: null,
    provisioningPriceHr: null,
    environmentType: "ubuntu_22_cuda_12",
    isDetached: false,
    terminatedAt: null,
    providerReadyAt: new Date(story.createdAt + 11 * MINUTE_MS).toISOString(),
    piReadyAt: new Date(story.createdAt + 25 * MINUTE_MS).toISOString(),
    ...(story.isBare ? {} : PRIVATE_NODE_FIELDS),
    connections: [
      {
        podId: id,
        podName: name,
        host: `203.0.113.${(story.key * 40 + index) % 254}`,
        port: 22,
        user: "ubuntu",
        role: story.isBare ? null : index === 0 ? "head" : "worker",
        isControlNode: index === 0,
      },
    ],
    ...story.nodeFields?.(index),
  };
}

export function summaryBody({
  id,
  name,
  providerType,
  status,
  vaultEnabled,
  createdAt,
  userId,
  teamId,
  nodes,
}: ClusterBody): WireObject {
  const controller = [nodes[0]?.connections].flat()[0] ?? null;
  return { id, name, providerType, status, vaultEnabled, createdAt, userId, teamId, controller, nodes: null };
}

/** The same node as its owner's own pod list has it: without tests and connections, with an ssh text instead. */
export function podBody(
  clusterId: string,
  { connections, testStatus, finalizerStatus, isDetached, piReadyAt, providerReadyAt, info, ...node }: WireObject,
): WireObject {
  const isReady = Array.isArray(connections) && connections.length > 0;
  const host = isReady ? String(Reflect.get(connections[0], "host")) : null;
  return {
    ...node,
    ...PRIVATE_POD_FIELDS,
    type: "HOSTED",
    clusterId,
    sshConnection: host === null ? [null] : `ubuntu@${host} -p 22`,
    ip: host === null ? [null] : host,
    resources: { memory: "2048", disk: "20000", vcpus: "192" },
    primePortMapping: host === null ? [] : [{ internal: "22", external: "22", protocol: "TCP", usedBy: "SSH" }],
    attachedResources: [],
    isSpot: null,
    autoRestart: null,
  };
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
