import "server-only";
import type { StartTime } from "../../history/read/read-start-times";

/** Fewer starts than this say nothing of what is usual. */
const MIN_STARTS = 5;
const SHARE = 0.9;

type Size = Pick<StartTime, "provider" | "gpuModel" | "gpuCount">;

/** How long nine of ten clusters of a size took to start at a provider; `null` if too few are known. */
export function usualStarts(starts: readonly StartTime[]): (size: Size) => number | null {
  const bySize = new Map(
    [...Map.groupBy(starts, sizeKey)].map(([key, ofSize]) => [
      key,
      ofSize.map(({ durationMs }) => durationMs).sort((one, other) => one - other),
    ]),
  );
  return (size) => {
    const durations = bySize.get(sizeKey(size)) ?? [];
    if (durations.length < MIN_STARTS) return null;
    return durations[Math.ceil(durations.length * SHARE) - 1] ?? null;
  };
}

function sizeKey({ provider, gpuModel, gpuCount }: Size): string {
  return JSON.stringify([provider, gpuModel, gpuCount]);
}
