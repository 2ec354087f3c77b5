import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

export type WireObject = Record<string, unknown>;

export interface NodeStory {
  name: string;
  createdAt: EpochMs;
  readyAt: EpochMs;
  resources: Readonly<Record<string, string>>;
  labels?: Readonly<Record<string, string>>;
  providerId?: string;
  addresses?: readonly { type: string; address: string }[];
  isCordoned?: boolean;
  isBare?: boolean;
}

const CPU = {
  cpu: "192",
  memory: "2113409892Ki",
  pods: "110",
  "ephemeral-storage": "7339843428Ki",
  "hugepages-2Mi": "0",
};

/** As `GET /api/v1/nodes` writes a node, with what nobody may see in annotations, images and addresses. */
export function nodeBody(story: NodeStory): WireObject {
  const { name, createdAt, readyAt, resources, isCordoned = false } = story;
  const capacity = { ...CPU, ...resources };
  return {
    metadata: {
      name,
      uid: uidOf(name),
      resourceVersion: "48213377",
      creationTimestamp: seconds(createdAt),
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "topology.kubernetes.io/region": "us-south-2",
        "topology.kubernetes.io/zone": "us-south-2a",
        "example.org/owner": "CANARY-label",
        ...story.labels,
      },
      annotations: {
        "example.org/bootstrap-token": "CANARY-annotation",
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
      },
      ...(story.isBare !== true && {
        managedFields: [{ manager: "kubelet", operation: "Update", apiVersion: "v1", time: seconds(readyAt) }],
      }),
    },
    spec: {
      podCIDR: "10.244.3.0/24",
      ...(story.providerId !== undefined && { providerID: story.providerId }),
      ...(isCordoned && {
        unschedulable: true,
        taints: [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule", timeAdded: seconds(readyAt) }],
      }),
    },
    status: {
      capacity,
      allocatable: { ...capacity, cpu: "191500m", memory: "2110000000Ki" },
      conditions: [
        condition(
          "MemoryPressure",
          "False",
          "KubeletHasSufficientMemory",
          "kubelet has sufficient memory available",
          createdAt,
        ),
        condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", createdAt),
        condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available", createdAt),
        condition("Ready", "True", "KubeletReady", "kubelet is posting ready status", readyAt),
      ],
      addresses: story.addresses ?? [
        { type: "InternalIP", address: "10.16.4.21" },
        { type: "Hostname", address: "CANARY-hostname" },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        machineID: "CANARY-machine-id",
        systemUUID: "CANARY-system-uuid",
        bootID: "CANARY-boot-id",
        kernelVersion: "6.8.0-64-generic",
        osImage: "Ubuntu 22.04.5 LTS",
        containerRuntimeVersion: "containerd://2.1.4",
        kubeletVersion: "v1.34.1",
        kubeProxyVersion: "",
        operatingSystem: "linux",
        architecture: "amd64",
      },
      ...(story.isBare !== true && {
        images: Array.from({ length: 12 }, (_, index) => ({
          names: [`registry.acme.example/CANARY-image-${index}@sha256:${"ab".repeat(32)}`],
          sizeBytes: 8_214_557_301,
        })),
      }),
    },
  };
}

export function condition(type: string, status: string, reason: string, message: string, since: EpochMs): WireObject {
  return { type, status, lastHeartbeatTime: seconds(since), lastTransitionTime: seconds(since), reason, message };
}

/** Kubernetes writes whole seconds. */
export function seconds(time: EpochMs): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function uidOf(name: string): string {
  const hex = Buffer.from(name).toString("hex").padEnd(12, "0").slice(-12);
  return `5f0c7d1e-9a44-4c1b-8f6d-${hex}`;
}
