import "server-only";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import type { WireMachine } from "./wire";

/** "8x H100 SXM5 80GB": how many there are is told apart from what they are. */
const COUNTED = /^\s*(\d{1,5})\s*x\s+/i;

export interface Gpus {
  model: string | null;
  count: number | null;
}

/** A machine without GPUs has 0 of them and no name for them. */
export function gpusOf({ gpu }: Pick<WireMachine, "gpu">): Gpus {
  const description = gpu?.description ?? "";
  const [, counted] = COUNTED.exec(description) ?? [];
  const model = gpuModelOf(description.replace(COUNTED, ""));
  return { model, count: gpuCountOf(model, gpu?.number_of_gpus ?? (counted ? Number(counted) : null)) };
}
