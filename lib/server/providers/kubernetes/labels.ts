import "server-only";
import { clip } from "@/lib/domain/text/scrub";
import type { WireNode } from "./wire";

/** Labels that mean the same, the one that counts most first. */
const LABELS = {
  gpuProduct: ["nvidia.com/gpu.product", "amd.com/gpu.product-name", "beta.amd.com/gpu.product-name"],
  gpuClass: ["gpu.nvidia.com/class", "gpu.nvidia.com/model"],
  accelerator: [
    "cloud.google.com/gke-accelerator",
    "k8s.amazonaws.com/accelerator",
    "karpenter.k8s.aws/instance-gpu-name",
  ],
  gpuCount: ["nvidia.com/gpu.count"],
  gpuReplicas: ["nvidia.com/gpu.replicas"],
  region: ["topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"],
  zone: ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"],
  instanceType: ["node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"],
  /** CoreWeave's word for whether a node is in order: "production", "triage" and others. */
  coreweaveState: ["node.coreweave.cloud/state"],
} as const;

const CONTROL_PLANE = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];
/** The device id is part of the name, or the value: "beta.amd.com/gpu.device-id.74a1" is "8". */
const AMD_DEVICE = /^(?:beta\.)?amd\.com\/gpu\.device-id(?:\.([0-9a-f]{4}))?$/i;

export function labelOf({ metadata: { labels } }: WireNode, label: keyof typeof LABELS): string | null {
  for (const name of LABELS[label]) {
    const value = ownText(labels, name);
    if (value !== null) return value;
  }
  return null;
}

export function isControlPlane({ metadata: { labels } }: WireNode): boolean {
  return CONTROL_PLANE.some((name) => labels !== null && labels !== undefined && Object.hasOwn(labels, name));
}

/** The ids of its AMD GPUs' kinds, in lower case: "74a1". */
export function amdDeviceIds({ metadata: { labels } }: WireNode): string[] {
  return Object.keys(labels ?? {}).flatMap((name) => {
    const match = AMD_DEVICE.exec(name);
    if (match === null) return [];
    const id = match[1] ?? ownText(labels, name)?.replace(/^0x/i, "") ?? "";
    return /^[0-9a-f]{4}$/i.test(id) ? [id.toLowerCase()] : [];
  });
}

function ownText(labels: WireNode["metadata"]["labels"], name: string): string | null {
  if (!labels || !Object.hasOwn(labels, name)) return null;
  const value = labels[name];
  return typeof value === "string" ? clip(value) || null : null;
}
