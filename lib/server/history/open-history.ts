import "server-only";
import { sql } from "kysely";
import type { MetricSeries } from "@/lib/domain/cluster/metrics";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { PollRun } from "@/lib/domain/time/poll-run";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { LostLease } from "../coordination/leases";
import type { Pause } from "../pause";
import { migrate } from "../store/migrate";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { reported, type StoreError, toStoreError } from "../store/store-error";
import { type RecordedJump, readClockJumps } from "./clock-jumps";
import { HISTORY_MIGRATIONS } from "./migrations";
import { readClusterAppeared } from "./read/cluster-appeared";
import type { ClusterFilter } from "./read/cluster-filter";
import { countClusters } from "./read/cluster-ranges";
import type { CostSample } from "./read/cost-sample";
import { sampleCosts } from "./read/cost-samples";
import type { EdgeDoubt } from "./read/edge-doubt";
import { type LastReading, loadLastReadings } from "./read/last-readings";
import { type ClusterPast, type RateChange, readClusterPasts, readRateChangesIn } from "./read/read-cluster-pasts";
import { readFailures } from "./read/read-failures";
import { type ClusterIntervals, readIntervals } from "./read/read-intervals";
import { readMetrics } from "./read/read-metrics";
import { type ClusterRates, readRates } from "./read/read-rates";
import { readSampling, type Sampling } from "./read/read-sampling";
import { readStartTimes, type StartTime } from "./read/read-start-times";
import { readTimeline, type StoredTimeline, type TimelineReading } from "./read/read-timeline";
import { createSettledCache } from "./read/settled-cache";
import { tidyStoredSamples } from "./read/stored-samples";
import { type DoubtOf, readWindowDoubts, type WindowDoubt } from "./read/window-doubt";
import { foldSamples } from "./record/fold-samples";
import { createKnownCache } from "./record/known-cache";
import { type MetricsSample, recordSamples } from "./record/metric-samples";
import { readBeginning, readObservedRuns } from "./record/observed-runs";
import type { Poll, RecordOutcome, WritingTerm } from "./record/poll";
import {
  type ProviderFigure,
  type ProviderFigures,
  readProviderFigures,
  recordProviderFigures,
} from "./record/provider-figures";
import { recordPoll } from "./record/record-poll";
import type { Tables } from "./schema";

/**
 * The stored history. Every method rejects with a `StoreError` only, and none of them retries. Of each account, one server writes at
 * a time: whatever is written in a term rejects with a `LostLease`, and nothing of it is written, if another's has begun.
 */
export interface History {
  /** Writes all of a poll or none of it. What could not be written becomes a gap before the next poll. */
  recordPoll(poll: Poll, term?: WritingTerm): Promise<RecordOutcome>;
  recordProviderFigures(figures: readonly ProviderFigure[], term?: WritingTerm): Promise<void>;
  recordSamples(samples: readonly MetricsSample[], term?: WritingTerm): Promise<void>;
  /** To be called when another server has written: what was read before is out of date, and what failed here works there. */
  noteWritten(): void;
  /** Takes many small steps, and lets other work run between them. */
  foldSamples(now: EpochMs, signal: AbortSignal): Promise<void>;
  readMetrics(clusterId: string, window: TimeWindow): Promise<MetricSeries[]>;
  readSampling(clusterId: string): Promise<Sampling | null>;
  loadLastReadings(goneSince: EpochMs): Promise<LastReading[]>;
  /** How many clusters there have ever been: the cost of a query about all of them grows with it. */
  countClusters(filter: ClusterFilter): Promise<number>;
  /** Changes with each poll, whether or not it could be written: whatever was read before is then out of date. */
  generation(): number;
  /**
   * What clusters had cost by each of the given moments, yielded as it is read; see `CostSample`. `isStored` keeps what
   * was read of groups in the store, for moments that are asked for again and again.
   */
  sampleCosts(
    moments: readonly EpochMs[],
    each: "group" | "cluster",
    filter: ClusterFilter,
    how?: { isStored?: boolean },
  ): AsyncGenerator<readonly CostSample[]>;
  /** Makes room among what `isStored` has kept; nothing at these moments goes. */
  tidyCostSamples(moments: readonly EpochMs[]): Promise<void>;
  readWindowDoubt(window: TimeWindow, filter: ClusterFilter): Promise<WindowDoubt>;
  /** The same for several windows, in as few statements as for one. */
  readWindowDoubts(windows: readonly TimeWindow[], filter: ClusterFilter): Promise<DoubtOf>;
  readRates(window: TimeWindow, filter: ClusterFilter, maxChanges: number): Promise<ClusterRates[] | null>;
  /** How often each cluster failed, by cluster id, for those that did. */
  readFailures(window: TimeWindow, filter: ClusterFilter, maxChanges: number): Promise<ReadonlyMap<string, number>>;
  readIntervals(window: TimeWindow, filter: ClusterFilter, pause?: Pause): AsyncGenerator<ClusterIntervals>;
  readTimeline(clusterId: string, window: TimeWindow, how: TimelineReading): Promise<StoredTimeline | null>;
  readProviderFigures(clusterId: string): Promise<ProviderFigures | null>;
  observedRuns(window: TimeWindow, filter: ClusterFilter): AsyncGenerator<PollRun>;
  beginning(): Promise<EpochMs | null>;
  /** When a cluster began, if its account was already being read; `null` if the first reading found it there. */
  clusterAppeared(clusterId: string): Promise<EpochMs | null>;
  /** The clusters that accounts have or had since `goneSince`, with changes of their rates since `changedSince`. */
  clusterPasts(since: { goneSince: EpochMs; changedSince: EpochMs }): Promise<ClusterPast[]>;
  /** All changes of rates in a window while status and size stayed the same, by the cluster's id, oldest first. */
  rateChanges(window: TimeWindow): Promise<ReadonlyMap<string, readonly RateChange[]>>;
  /** The starts since a time that were seen from their beginning and ended well. */
  startTimes(since: EpochMs): Promise<StartTime[]>;
  /** Clock jumps inside a window, latest first. */
  clockJumps(window: TimeWindow, filter: ClusterFilter): Promise<RecordedJump[]>;
  health(): Promise<HistoryHealth>;
  /** The part of `problem` that is known without asking the store. */
  writing(): HistoryHealth["writing"];
  close(): Promise<void>;
}

/** Whether the store answers, and whether the latest poll could be written; `null` if all is well. */
export interface HistoryHealth {
  reading: StoreError | null;
  /** `since`: the time of the first poll in a row that could not be written. */
  writing: { error: StoreError; since: EpochMs } | null;
}

/** A year by day of as many clusters as an answer lists takes 20 000. */
const MAX_CACHED_SAMPLES = 60_000;
const MAX_CACHED_STEPS = 20_000;

/** A history with its own store, which `close` closes. */
export async function openHistory(location: StoreLocation): Promise<History> {
  const store = await reported(async () => openDatabase(location));
  return historyIn(store).catch(async (error) => {
    await store.close();
    throw error;
  });
}

/** The history inside a store that also holds other parts. */
export async function historyIn(store: Store): Promise<History> {
  await reported(() => migrate(store, HISTORY_MIGRATIONS));
  const db = store.db.withTables<Tables>();
  const longWork = store.longWork.withTables<Tables>();
  const samples = createSettledCache<readonly CostSample[]>(MAX_CACHED_SAMPLES, (some) => some.length);
  const ledger = { db: longWork, longReads: store.longReads.withTables<Tables>(), dialect: store.dialect };
  const sampleSource = { ...ledger, cache: samples };
  const edges = createSettledCache<EdgeDoubt>(MAX_CACHED_STEPS, ({ reaching }) => reaching.length);
  const doubtSource = { ...ledger, edges };
  const knownClusters = createKnownCache();
  let writing: HistoryHealth["writing"] = null;
  let generation = 0;
  return {
    recordPoll: async (poll, term) => {
      try {
        const outcome = await recordPoll({ db, dialect: store.dialect }, knownClusters, poll, term);
        writing = null;
        return outcome;
      } catch (error) {
        if (error instanceof LostLease) throw error;
        writing = { error: toStoreError(error), since: writing?.since ?? poll.at };
        throw writing.error;
      } finally {
        generation += 1;
      }
    },
    recordProviderFigures: (figures, term) => reportedInTerm(() => recordProviderFigures(db, figures, term ?? null)),
    recordSamples: (samples, term) => reportedInTerm(() => recordSamples(db, samples, term ?? null)),
    noteWritten: () => {
      writing = null;
      generation += 1;
    },
    foldSamples: (now, signal) => reported(() => foldSamples(longWork, now, signal)),
    readMetrics: (clusterId, window) => reported(() => readMetrics(longWork, clusterId, window)),
    readSampling: (clusterId) => reported(() => readSampling(db, clusterId)),
    loadLastReadings: (goneSince) => reported(() => loadLastReadings(longWork, goneSince)),
    countClusters: (filter) => reported(() => countClusters(db, filter)),
    generation: () => generation,
    sampleCosts: (moments, each, filter, { isStored = false } = {}) =>
      reportedEach(sampleCosts(sampleSource, { moments, each, filter, isStored })),
    tidyCostSamples: (moments) => reported(() => tidyStoredSamples(longWork, moments)),
    readWindowDoubt: (window, filter) =>
      reported(async () => (await readWindowDoubts(doubtSource, [window], filter))(window)),
    readWindowDoubts: (windows, filter) => reported(() => readWindowDoubts(doubtSource, windows, filter)),
    readRates: (window, filter, maxChanges) => reported(() => readRates(longWork, window, filter, maxChanges)),
    readFailures: (window, filter, maxChanges) => reported(() => readFailures(longWork, window, filter, maxChanges)),
    readIntervals: (window, filter, pause) => reportedEach(readIntervals(longWork, window, filter, pause)),
    readTimeline: (clusterId, window, how) => reported(() => readTimeline(longWork, clusterId, window, how)),
    readProviderFigures: (clusterId) => reported(() => readProviderFigures(db, clusterId)),
    observedRuns: (window, filter) => reportedEach(readObservedRuns(longWork, window, filter)),
    clusterAppeared: (clusterId) => reported(() => readClusterAppeared(db, clusterId)),
    clusterPasts: (since) => reported(() => readClusterPasts(ledger.longReads, since)),
    rateChanges: (window) => reported(() => readRateChangesIn(ledger.longReads, window)),
    startTimes: (since) => reported(() => readStartTimes(ledger.longReads, since)),
    beginning: () => reported(() => readBeginning(db)),
    clockJumps: (window, filter) => reported(() => readClockJumps(db, window, filter)),
    health: async () => ({ reading: await sql`select 1`.execute(db).then(() => null, toStoreError), writing }),
    writing: () => writing,
    close: () => reported(() => store.close()),
  };
}

/** That a term is over says nothing of the store. */
async function reportedInTerm(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof LostLease ? error : toStoreError(error);
  }
}

async function* reportedEach<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw toStoreError(error);
  }
}
