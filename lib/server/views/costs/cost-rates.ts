import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import { addRates, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { MAX_RATE_STEPS, type RateStep, rateSteps, samplingTimes } from "@/lib/domain/money/rate-steps";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { CostSample } from "../../history/read/cost-sample";
import { seriesKey } from "./cost-outline";

export interface CostRates {
  rate: RateStep[];
  /** The rates of some series, by key. */
  seriesRates: ReadonlyMap<string, RateStep[]>;
}

interface RateQuery {
  history: Pick<History, "readRates" | "sampleCosts">;
  filter: ClusterFilter;
  groupBy: CostGrouping;
  window: TimeWindow;
  /** The keys of the series whose own rates are requested. */
  charted: readonly string[];
}

/** Every change; `null` if there are more than can be drawn. */
export async function readExactRates({ history, filter, groupBy, window, charted }: RateQuery) {
  const rates = await history.readRates(window, filter, MAX_RATE_STEPS - 1);
  if (rates === null) return null;
  const own = Map.groupBy(rates, (cluster) => seriesKey(groupBy, cluster));
  const stepsOf = (clusters: typeof rates) =>
    rateSteps(
      clusters.flatMap(({ intervals }) => intervals),
      window,
    );
  return { rate: stepsOf(rates), seriesRates: new Map(charted.map((key) => [key, stepsOf(own.get(key) ?? [])])) };
}

/** The rates at as many moments as can be drawn. */
export async function sampleRates({ history, filter, groupBy, window, charted }: RateQuery): Promise<CostRates> {
  const times = samplingTimes(window);
  const fold = createRateFold(groupBy, times, charted);
  for await (const samples of history.sampleCosts(times, "group", filter)) fold.add(samples);
  if (groupBy !== "cluster") return fold.rates();
  const own = createRateFold(groupBy, times, charted);
  const ofCharted = { ...filter, clusterIds: charted };
  for await (const samples of history.sampleCosts(times, "cluster", ofCharted)) own.add(samples);
  return { rate: fold.rates().rate, seriesRates: own.rates().seriesRates };
}

/** Adds up the rates at some moments as they are read. */
export interface RateFold {
  add(samples: readonly CostSample[]): void;
  rates(): CostRates;
}

export function createRateFold(groupBy: CostGrouping, times: readonly EpochMs[], charted: readonly string[]): RateFold {
  const all = createSums(times);
  const own = new Map(charted.map((key) => [key, createSums(times)]));
  return {
    add: (samples) => {
      for (const sample of samples) {
        all.add(sample);
        own.get(seriesKey(groupBy, sample))?.add(sample);
      }
    },
    rates: () => ({ rate: all.steps(), seriesRates: new Map([...own].map(([key, sums]) => [key, sums.steps()])) }),
  };
}

function createSums(times: readonly EpochMs[]) {
  const sums = new Map<EpochMs, UsdMicrosPerHour>();
  return {
    add: ({ at, usdMicrosPerHour }: CostSample) => sums.set(at, addRates(sums.get(at), usdMicrosPerHour)),
    steps: (): RateStep[] => {
      const steps = times.map((at) => ({ at, usdMicrosPerHour: addRates(sums.get(at)) }));
      return steps.filter(({ usdMicrosPerHour }, index) => usdMicrosPerHour !== steps[index - 1]?.usdMicrosPerHour);
    },
  };
}
