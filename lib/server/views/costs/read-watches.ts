import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createWatchFold, type Watch } from "@/lib/domain/time/watch";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";

/**
 * How the accounts were watched, for each sequence of windows, in which each begins where the one before ends. The runs
 * are read once. Even without windows, it is known since when each account has been watched.
 */
export async function readWatches(
  history: Pick<History, "observedRuns">,
  filter: ClusterFilter,
  sequences: readonly (readonly TimeWindow[])[],
  now: EpochMs,
): Promise<Watch[][]> {
  const windows = sequences.flat();
  const folds = sequences.map((sequence) => createWatchFold(sequence, now));
  const whole = {
    from: windows.reduce((earliest, { from }) => Math.min(earliest, from), now),
    to: windows.reduce((latest, { to }) => Math.max(latest, to), 0) || now,
  };
  for await (const run of history.observedRuns(whole, filter)) for (const fold of folds) fold.add(run);
  return folds.map((fold) => fold.watches());
}
