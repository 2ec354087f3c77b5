import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { PRIVATE_POD_FIELDS } from "./private-fields";

export type WireObject = Record<string, unknown>;

export interface PodStory {
  id: string;
  name: string;
  status: string;
  gpu: { id: string; count: number };
  /** Dollars per hour of the whole pod while it runs. */
  cost: number;
  dataCenterId: string;
  /** The public address of the machine that it shares with other pods, and the port there that leads to its ssh. */
  host: string;
  sshPort: number;
  createdAt: EpochMs;
  startedAt: EpochMs | null;
  /** Percent, of each GPU. */
  utilization: number;
  cluster?: { id: string; rank: number; ip: string };
  ports?: readonly string[];
  volumeGb?: number;
  isLocked?: boolean;
}

/** As `GET /pods` writes it: null where there is nothing yet, and a price of 0 for a pod that has exited. */
export function podBody(story: PodStory, now: EpochMs): WireObject {
  const { id, name, status, gpu, volumeGb, cluster, ports = ["22/tcp"], isLocked = false } = story;
  const isRunning = status === "RUNNING";
  return {
    ...PRIVATE_POD_FIELDS,
    ...{ id, name, status, gpu, ports },
    image: "registry.acme.example:5000/research/pytorch:1.0.2-cu1281-torch280-ubuntu2404",
    actions: isRunning ? ["stop", "restart", "terminate"] : ["start", "terminate"],
    disk: 50,
    mounts: volumeGb === undefined ? networkMount() : { persistent: { size: volumeGb, path: "/CANARY-volume-path" } },
    cloud: "SECURE",
    dataCenterId: story.dataCenterId,
    cudaVersion: "12.8",
    ssh: { proxy: proxyOf(id), direct: isRunning ? directTo(story) : null },
    ...(cluster && { cluster }),
    cost: isRunning ? story.cost : 0,
    locked: isLocked,
    globalNetworking: { enabled: false },
    runtime: isRunning ? runtimeBody(story, now) : null,
    createdAt: new Date(story.createdAt).toISOString(),
    startedAt: story.startedAt === null ? null : new Date(story.startedAt).toISOString(),
  };
}

function networkMount(): WireObject {
  return { network: [{ volumeId: "CANARY-volume-id", path: "/CANARY-network-path" }] };
}

/** Its user is a token that routes to the pod, and it is there for as long as the pod has a machine. */
function proxyOf(id: string): WireObject {
  const username = `${id}-64411eb2`;
  return { host: "ssh.runpod.io", port: 22, username, command: `ssh ${username}@ssh.runpod.io # CANARY` };
}

function directTo({ host, sshPort: port }: PodStory): WireObject {
  return { host, port, username: "root", command: `ssh root@${host} -p ${port} # CANARY` };
}

function runtimeBody({ gpu, utilization, startedAt, host, sshPort, ports = [] }: PodStory, now: EpochMs): WireObject {
  const web = ports.includes("8888/http") ? [{ private: 8888, public: 60_123, type: "http", ip: "100.65.0.7" }] : [];
  return {
    uptime: Math.floor((now - (startedAt ?? now)) / 1_000),
    gpus: Array.from({ length: gpu.count }, () => ({ util: utilization, memoryUtil: Math.min(100, utilization - 12) })),
    cpu: { util: 31 },
    memory: { util: 44 },
    ports: [{ private: 22, public: sshPort, type: "tcp", ip: host }, ...web],
  };
}

export interface ClusterStory {
  id: string;
  name: string;
  type: string;
  gpu: { id: string; count: number };
  dataCenterId: string;
  createdAt: EpochMs;
}

/** As `GET /clusters` writes it, which tells no status and no price. */
export function clusterBody(story: ClusterStory, pods: readonly WireObject[]): WireObject {
  const { id, name, type, gpu, dataCenterId, createdAt } = story;
  const byStatus = Map.groupBy(pods, ({ status }) => String(status));
  const [primary] = pods;
  return {
    ...{ id, name, type, dataCenterId },
    template: "CANARY-template",
    compute: { gpuTypeId: gpu.id, gpuCountPerPod: gpu.count, podCount: pods.length },
    pods: {
      total: pods.length,
      byStatus: Object.fromEntries([...byStatus].map(([status, of]) => [status, of.length])),
    },
    network: { cidr: "10.65.0.0/16", vxlanId: 42, vxlanPort: 4_789 },
    ...(primary && { primary: { podId: primary.id, status: primary.status } }),
    createdAt: new Date(createdAt).toISOString(),
  };
}
