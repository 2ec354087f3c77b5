import "server-only";
import type { NodeShape } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import type { WireType } from "./wire";

/** "H100 (80 GB SXM5)": its name, its memory, and how it is connected. */
const DESCRIPTION = /^(.+?) \((\d+) GB(?: ([\w-]+))?\)$/;
const GB_PER_GIB = 1.073741824;

interface Gpu {
  model: string | null;
  count: number | null;
  /** "sxm5", "pcie". */
  interconnect: string | null;
  vramGb: number | null;
}

/** What a type has of GPUs; a type without any is described as "N/A". */
export function gpuOf(type: WireType): Gpu {
  const description = type?.gpu_description?.trim() ?? "";
  const [, name, vramGb, connection] = DESCRIPTION.exec(description) ?? [];
  return {
    model: gpuModelOf(name === undefined ? description : `${name} ${vramGb}GB`),
    count: gpuCountOf(description, type?.specs?.gpus),
    interconnect: connection?.toLowerCase() ?? null,
    vramGb: vramGb === undefined ? null : Number(vramGb),
  };
}

export function shapeOf(type: WireType): NodeShape {
  const { model, count, interconnect, vramGb } = gpuOf(type);
  return {
    ...{ gpuModel: model, gpusPerNode: count, interconnect, nvlink: null, vramPerGpuGb: vramGb },
    memoryGb: toGb(type?.specs?.memory_gib),
    storageGb: toGb(type?.specs?.storage_gib),
  };
}

function toGb(gib: number | null | undefined): number | null {
  return gib ? Math.round(gib * GB_PER_GIB) : null;
}
