/** One spelling for all providers, so that a filter finds them all: `A100_80G` and `A100_80GB` both become "A100 80GB". */
export function gpuModelOf(providerName: string | null | undefined): string | null {
  const words = (providerName ?? "")
    .replaceAll("_", " ")
    .replace(/ (\d+)G$/i, " $1GB")
    .trim();
  return words === "" ? null : words;
}
