import "server-only";
import type { NodeShape } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import type { WireConfiguration, WireInstance } from "./wire";

export function toShape(configuration: WireConfiguration): NodeShape {
  return {
    gpuModel: gpuModelOf(configuration?.gpu_type),
    gpusPerNode: gpuCountOf(configuration?.gpu_type, configuration?.num_gpus),
    interconnect: configuration?.interconnect ?? null,
    nvlink: configuration?.nvlink ?? null,
    vramPerGpuGb: configuration?.vram_per_gpu_in_gb ?? null,
    memoryGb: configuration?.memory_in_gb ?? null,
    storageGb: configuration?.storage_in_gb ?? null,
  };
}

/** What each node is made of; `null` as soon as one differs from the others. */
export function sharedShape(instances: readonly WireInstance[]): NodeShape | null {
  const shapes = new Map(
    instances.map(({ configuration }) => {
      const shape = toShape(configuration);
      return [JSON.stringify(shape), shape];
    }),
  );
  const [shape] = shapes.values();
  return shapes.size === 1 && shape !== undefined ? shape : null;
}
