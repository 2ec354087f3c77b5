const MAKER = /^(?:NVIDIA|AMD)[ -](?:(?:GeForce|Instinct|Radeon)[ -])?/i;

/**
 * One spelling for all providers, so that a filter finds them all: `A100_80G` and `A100_80GB` both become "A100 80GB", "NVIDIA GeForce
 * RTX 4090" is an "RTX 4090". `null` for no GPU.
 */
export function gpuModelOf(providerName: string | null | undefined): string | null {
  if (isNoGpu(providerName)) return null;
  const words = (providerName ?? "")
    .replaceAll("_", " ")
    .trim()
    .replace(MAKER, "")
    .replace(/ (\d+)G$/i, " $1GB")
    .trim();
  return words === "" ? null : words;
}

const NO_GPU = /^(?:cpu(?:[ _-]?(?:node|only|instance))?|no(?:ne|[ _-]?gpu)|n\/?a)$/i;

/** Whether a provider's name for a GPU says that there is none: "CPU_NODE", "CPU". */
export function isNoGpu(providerName: string | null | undefined): boolean {
  return NO_GPU.test((providerName ?? "").trim());
}

/**
 * How many GPUs a machine has: none if its model says so, whatever the count, as some providers count 1 for a machine without. 0 of a
 * real model is unknown: a server's way of leaving a field out.
 */
export function gpuCountOf(providerName: string | null | undefined, count: number | null | undefined): number | null {
  if (isNoGpu(providerName)) return 0;
  return count === 0 && gpuModelOf(providerName) !== null ? null : (count ?? null);
}
