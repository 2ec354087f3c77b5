import "server-only";
import { subtractUsd, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { errorFromAfter, errorFromBefore } from "@/lib/domain/money/cost-error";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { doubtError, readDoubts } from "./clock-doubt";
import type { ClusterFilter } from "./cluster-filter";
import { type DoubtSource, readEdgeDoubts } from "./edge-doubt";

/** How certain the total of a window is. */
export interface WindowDoubt {
  errorUsdMicros: UsdMicros;
  /** The time without a known price, summed over clusters. */
  unpricedMs: number;
}

/** How certain the total is of a window that was asked for. */
export type DoubtOf = (window: TimeWindow) => WindowDoubt;

/**
 * Reads how certain windows are, from the few steps around their ends, however many there are inside. What begins or ends
 * together is read once.
 */
export async function readWindowDoubts(
  source: DoubtSource,
  windows: readonly TimeWindow[],
  filter: ClusterFilter,
): Promise<DoubtOf> {
  const moments = [...new Set(windows.flatMap(({ from, to }) => [from, to]))];
  const edges = await readEdgeDoubts(source, moments, filter);
  const ofClock = await readDoubts(source.db, { from: Math.min(...moments), to: Math.max(...moments) }, filter);
  const edgeAt = (moment: EpochMs) => {
    const edge = edges.get(moment);
    if (edge === undefined) throw new RangeError("This window was not among those whose doubt was read");
    return edge;
  };
  return (window) => {
    const [start, end] = [edgeAt(window.from), edgeAt(window.to)];
    return {
      errorUsdMicros: sumUsd([
        ...[...ofClock.values()].map((own) => doubtError(own, window)),
        subtractUsd(end.errorUsdMicros, start.errorUsdMicros),
        ...start.reaching.map((steps) => errorFromBefore(steps, window)),
        ...end.reaching.map((steps) => errorFromAfter(steps, window)),
      ]),
      unpricedMs: end.unpricedMs - start.unpricedMs,
    };
  };
}
