import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, isNoGpu } from "@/lib/domain/cluster/gpu-model";
import { joinValues, type Value } from "@/lib/server/providers/join-values";
import type { WireConfiguration, WireInstance } from "./wire";

/** What holds for the nodes of a cluster; where they differ, each value once. */
export function factsOf(instances: readonly WireInstance[]): Fact[] {
  const fact = (label: string, read: (instance: WireInstance) => Value): Fact[] => {
    const value = joinValues(instances.map(read));
    return value === null ? [] : [{ label, value }];
  };
  return [
    ...fact("Cloud account", cloudAccount),
    ...fact("Instance type", (instance) => instance.shade_instance_type),
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
