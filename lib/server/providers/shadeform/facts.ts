import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, isNoGpu } from "@/lib/domain/cluster/gpu-model";
import { joinValues, type Value } from "@/lib/server/providers/join-values";
import { toFacts } from "@/lib/server/providers/to-facts";
import type { WireCluster, WireConfiguration, WireInstance } from "./wire";

/** What holds for the nodes of a cluster; where they differ, each value once. */
export function factsOf(instances: readonly WireInstance[]): Fact[] {
  const fact = (label: string, read: (instance: WireInstance) => Value): Fact[] => {
    const value = joinValues(instances.map(read));
    return value === null ? [] : [{ label, value }];
  };
  return [
    ...fact("Cloud account", cloudAccount),
    ...fact("Instance type", (instance) => instance.shade_instance_type),
    ...fact("Instance type at the cloud", (instance) => instance.cloud_instance_type),
    ...fact("GPU manufacturer", (instance) => gpusOf(instance)?.gpu_manufacturer),
    ...fact("GPUs per node", ({ configuration }) => gpuCountOf(configuration?.gpu_type, configuration?.num_gpus)),
    ...fact("GPU interconnect", (instance) => gpusOf(instance)?.interconnect),
    ...fact("NVLink", (instance) => yesOrNo(gpusOf(instance)?.nvlink)),
    ...fact("VRAM per GPU (GB)", (instance) => gpusOf(instance)?.vram_per_gpu_in_gb),
    ...fact("vCPUs per node", ({ configuration }) => configuration?.vcpus),
    ...fact("Memory per node (GB)", ({ configuration }) => configuration?.memory_in_gb),
    ...fact("Storage per node (GB)", ({ configuration }) => configuration?.storage_in_gb),
    ...fact("Operating system", ({ configuration }) => configuration?.os),
  ];
}

/** What sets a member apart from its cluster, which may be spread over clouds and regions. */
export function memberFactsOf(member: WireInstance, { cloud, region_info }: WireCluster): Fact[] {
  return toFacts([
    ["Cloud", member.cloud === cloud ? null : member.cloud],
    ["Region", member.region === region_info?.region ? null : member.region],
  ]);
}

/** Of a machine without GPUs, how they are connected says nothing. */
function gpusOf({ configuration }: WireInstance): WireConfiguration {
  return isNoGpu(configuration?.gpu_type) ? null : configuration;
}

function cloudAccount({ shade_cloud }: WireInstance): string | null {
  if (shade_cloud === null || shade_cloud === undefined) return null;
  return shade_cloud ? "Shade Cloud" : "Your own, linked";
}

function yesOrNo(value: boolean | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return value ? "yes" : "no";
}
