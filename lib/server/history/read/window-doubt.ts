import "server-only";
import { subtractUsd, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { errorFromAfter, errorFromBefore } from "@/lib/domain/money/cost-error";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { doubtError, readDoubts } from "./clock-doubt";
import type { ClusterFilter } from "./cluster-filter";
import { type DoubtSource, type EdgeDoubt, readEdgeDoubt } from "./edge-doubt";

/** How certain the total of a window is. */
export interface WindowDoubt {
  errorUsdMicros: UsdMicros;
  /** The time without a known price, summed over clusters. */
  unpricedMs: number;
}

/**
 * Reads how certain windows are, from the few steps around their ends, however many there are inside. What begins or ends
 * together is read once.
 */
export function createDoubtReader(source: DoubtSource, filter: ClusterFilter) {
  const edges = new Map<EpochMs, EdgeDoubt>();
  const edgeAt = async (moment: EpochMs) => {
    const edge = edges.get(moment) ?? (await readEdgeDoubt(source, moment, filter));
    edges.set(moment, edge);
    return edge;
  };
  return async (window: TimeWindow): Promise<WindowDoubt> => {
    const ofClock = await readDoubts(source.db, window, filter);
    const [start, end] = [await edgeAt(window.from), await edgeAt(window.to)];
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
