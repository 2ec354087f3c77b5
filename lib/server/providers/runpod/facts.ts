import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { imageName, maskedImageName } from "@/lib/server/providers/image-name";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import type { WireCluster, WirePod } from "./wire";

const CLOUDS: ReadonlyMap<string, string> = new Map([
  ["SECURE", "Secure Cloud: RunPod's own data centers"],
  ["COMMUNITY", "Community Cloud: machines of others"],
]);

const TYPES: ReadonlyMap<string, string> = new Map([
  ["APPLICATION", "Application"],
  ["TRAINING", "Training"],
  ["SLURM", "Slurm"],
  ["RAY", "Ray"],
]);

const ROLES: ReadonlyMap<string, string> = new Map([
  ["SLURM_CONTROLLER", "Slurm controller"],
  ["SLURM_COMPUTE", "Slurm compute node"],
  ["RAY_HEAD", "Ray head"],
  ["RAY_WORKER", "Ray worker"],
]);

/** What is true of a pod, which its cluster tells once where all of them say the same. */
export function podFacts(pod: WirePod): Fact[] {
  const { gpu, cpu, cluster, mounts, globalNetworking } = pod;
  const networkVolumes = mounts?.network?.length ?? 0;
  return [
    ...toFacts([
      ["Cloud", inWords(CLOUDS, pod.cloud)],
      ["GPU type", gpuModelOf(gpu?.id) === gpu?.id ? null : gpu?.id],
      ["GPUs per pod", gpu?.count],
      ["CPU type", cpu?.id],
      ["vCPUs per pod", cpu?.vcpuCount],
      ["Memory per pod (GB)", cpu?.memory],
      ["CUDA version", pod.cudaVersion],
      ["Container disk (GB), wiped on restart", pod.disk],
      ["Volume (GB)", mounts?.persistent?.size],
      ["Network volume", networkVolumes > 0 ? "attached, billed by itself" : null],
      ["Exposed ports", pod.ports?.flatMap((port) => port ?? []).join(", ")],
      ["Locked", pod.locked ? "yes: it cannot be stopped or reset" : null],
      ["Global networking", globalNetworking?.enabled ? "on" : null],
      ["Role", inWords(ROLES, cluster?.role)],
      ["Rank", cluster?.rank === 0 ? "0: the entry node" : cluster?.rank],
    ]),
    ...imageFacts(pod.image),
    ...operatorFacts([
      ["Address in the cluster's network", cluster?.ip],
      ["Name in the global network", globalNetworking?.internalDns],
    ]),
  ];
}

/** What only the cluster itself says. */
export function clusterFacts({ type, compute, network, primary }: WireCluster, pods: readonly WirePod[]): Fact[] {
  const entry = pods.find(({ id }) => id === primary?.podId);
  return [
    ...toFacts([
      ["Type", inWords(TYPES, type)],
      ["Pods ordered", compute?.podCount],
      ["Entry node", entry && (entry.name ?? entry.id)],
    ]),
    ...operatorFacts([["Network", network?.cidr]]),
  ];
}

function imageFacts(image: string | null | undefined): Fact[] {
  if (!image) return [];
  const [whole, masked] = [imageName(image), maskedImageName(image)];
  return [{ label: "Image", value: masked, ...(masked !== whole && { operatorValue: whole }) }];
}

function inWords(words: ReadonlyMap<string, string>, value: string | null | undefined): string | null {
  return words.get(value?.toUpperCase() ?? "") ?? value ?? null;
}
