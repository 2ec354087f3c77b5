import "server-only";
import type { Costs } from "@/lib/contract/costs";
import { costSince, roundCost, subtractUsd, sumCosts } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { durationMs } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import { hoursOf } from "./costs-view";
import { readWatches } from "./read-watches";

/** What a cluster's provider says that it has cost, and how far that is from our own count over the same time. */
export async function readProviderFigure(
  history: History,
  clusterId: string,
  filter: ClusterFilter,
): Promise<NonNullable<Costs["providerFigure"]> | null> {
  const figures = filter.clusterIds?.includes(clusterId) ? await history.readProviderFigures(clusterId) : null;
  if (figures === null) return null;
  const { first, last } = figures;
  const samples = (await Array.fromAsync(history.sampleCosts([first.at, last.at], "cluster", filter))).flat();
  const accruedAt = (moment: EpochMs) =>
    sumCosts(samples.filter(({ at }) => at === moment).map(({ accrued }) => accrued));
  const ours = roundCost(costSince(accruedAt(first.at), accruedAt(last.at)));
  const window = { from: first.at, to: last.at };
  const { errorUsdMicros, unpricedMs } = await history.readWindowDoubt(window, filter);
  const [[watch] = []] = await readWatches(history, filter, [[window]], last.at);
  return {
    usdMicros: last.usdMicros,
    at: isoTime(last.at),
    firstAt: isoTime(first.at),
    firstUsdMicros: first.usdMicros,
    differenceUsdMicros: subtractUsd(subtractUsd(last.usdMicros, first.usdMicros), ours),
    errorUsdMicros,
    unwatchedHours: hoursOf(durationMs(window) - (watch?.observedMs[0] ?? 0)),
    unpricedHours: hoursOf(unpricedMs),
  };
}
