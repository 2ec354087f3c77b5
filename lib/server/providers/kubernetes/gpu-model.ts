import "server-only";
import { gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { amdDeviceIds, labelOf } from "./labels";
import type { WireNode } from "./wire";

/** By PCI device id, because the labels with names differ from version to version. */
const AMD_MODELS: ReadonlyMap<string, string> = new Map([
  ["738c", "MI100"],
  ["740f", "MI210"],
  ["7408", "MI250X"],
  ["740c", "MI250X"],
  ["74a0", "MI300A"],
  ["74a1", "MI300X"],
  ["74a9", "MI300X"],
  ["74b5", "MI300X"],
  ["74a2", "MI308X"],
  ["74a5", "MI325X"],
  ["74b9", "MI325X"],
  ["75a0", "MI350X"],
  ["75a3", "MI355X"],
]);

export function nodeGpuModel(node: WireNode): string | null {
  const named = labelOf(node, "gpuProduct") ?? labelOf(node, "gpuClass") ?? labelOf(node, "accelerator");
  if (named !== null) return gpuModelOf(plainModel(named));
  const [id] = amdDeviceIds(node);
  return id === undefined ? null : (AMD_MODELS.get(id) ?? `AMD device ${id}`);
}

/** "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb", "nvidia-h100-80gb" and "H100_NVLINK_80GB" without maker, parts and punctuation. */
function plainModel(label: string): string {
  const words = label
    .replace(/-SHARED$/i, "")
    .replace(/-MIG-.*$/i, "")
    .replace(/^(?:nvidia|amd)[-_ ]/i, "")
    .replace(/^(?:tesla|instinct)[-_ ](?=.)/i, "")
    .replace(/[-_]+/g, " ");
  return /[A-Z]/.test(words) ? words : words.toUpperCase();
}
