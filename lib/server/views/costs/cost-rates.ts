import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import { addRates, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { MAX_RATE_STEPS, type RateStep, rateSteps } from "@/lib/domain/money/rate-steps";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { CostSample } from "../../history/read/cost-sample";
import { seriesKey } from "./cost-outline";
import { rateTimes } from "./rate-times";

/** Samples of what the question covers, or of some of its clusters. */
export type Sampler = (
  moments: readonly EpochMs[],
  each: "group" | "cluster",
  only?: Pick<ClusterFilter, "clusterIds">,
) => AsyncIterable<readonly CostSample[]>;

export interface CostRates {
  rate: RateStep[];
  /** The rates of some series, by key. */
  seriesRates: ReadonlyMap<string, RateStep[]>;
}

export interface RateQuery {
  history: Pick<History, "readRates">;
  sample: Sampler;
  filter: ClusterFilter;
  groupBy: CostGrouping;
  window: TimeWindow;
  timeZone: string;
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
export async function sampleRates({ sample, groupBy, window, timeZone, charted }: RateQuery): Promise<CostRates> {
  const times = rateTimes(window, timeZone);
  const fold = createRateFold(groupBy, times, charted);
  const isOfGroups = groupBy !== "cluster";
  for await (const samples of sample(times, "group")) {
    if (isOfGroups) fold.add(samples);
    else fold.addWhole(samples);
  }
  if (isOfGroups) return fold.rates();
  for await (const samples of sample(times, "cluster", { clusterIds: charted })) fold.addOwn(samples);
  return fold.rates();
}

/** Adds up the rates at some moments as they are read: of everything, and of single series. */
export interface RateFold {
  add(samples: readonly CostSample[]): void;
  /** Samples of all clusters together, which belong to no single series … */
  addWhole(samples: readonly CostSample[]): void;
  /** … and samples of single series that are in the whole already. */
  addOwn(samples: readonly CostSample[]): void;
  rates(): CostRates;
}

export function createRateFold(groupBy: CostGrouping, times: readonly EpochMs[], charted: readonly string[]): RateFold {
  const all = createSums(times);
  const own = new Map(charted.map((key) => [key, createSums(times)]));
  const addWhole = (samples: readonly CostSample[]) => {
    for (const sample of samples) all.add(sample);
  };
  const addOwn = (samples: readonly CostSample[]) => {
    for (const sample of samples) own.get(seriesKey(groupBy, sample))?.add(sample);
  };
  return {
    add: (samples) => {
      addWhole(samples);
      addOwn(samples);
    },
    addWhole,
    addOwn,
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
