import "server-only";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/cluster";
import type { MetricSeries } from "@/lib/domain/metrics";
import type { PollRun } from "@/lib/domain/poll-run";
import type { TimeWindow } from "@/lib/domain/time-window";
import { migrate } from "../store/migrate";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { reported, type StoreError, toStoreError } from "../store/store-error";
import type { ClusterFilter } from "./cluster-filter";
import { type CostSample, sampleCosts } from "./cost-samples";
import { foldSamples } from "./fold-samples";
import { type LastReading, loadLastReadings } from "./last-readings";
import { type MetricsSample, recordSamples } from "./metric-samples";
import { HISTORY_MIGRATIONS } from "./migrations";
import { readObservedRuns } from "./observed-runs";
import type { Poll, RecordOutcome } from "./poll";
import {
  type ProviderFigure,
  type ProviderFigures,
  readProviderFigures,
  recordProviderFigure,
} from "./provider-figures";
import { type ClusterIntervals, readIntervals } from "./read-intervals";
import { readMetrics } from "./read-metrics";
import { type ClusterRates, readRates } from "./read-rates";
import { readSampling, type Sampling } from "./read-sampling";
import { readTimeline, type StoredTimeline } from "./read-timeline";
import { recordPoll } from "./record-poll";
import { createSampleMemo } from "./sample-memo";
import type { Tables } from "./schema";
import { readWindowDoubt, type WindowDoubt } from "./window-doubt";

/** The stored history. Every method rejects with a `StoreError` only, and none of them retries. One process writes. */
export interface History {
  /** All of a poll or nothing. What could not be written is made up for by the next poll, as a gap. */
  recordPoll(poll: Poll): Promise<RecordOutcome>;
  recordProviderFigure(figure: ProviderFigure): Promise<void>;
  recordSamples(samples: readonly MetricsSample[]): Promise<void>;
  /** Takes many small steps, between which others get their turn. */
  foldSamples(now: EpochMs, signal: AbortSignal): Promise<void>;
  readMetrics(clusterId: string, window: TimeWindow): Promise<MetricSeries[]>;
  readSampling(clusterId: string): Promise<Sampling | null>;
  loadLastReadings(goneSince: EpochMs): Promise<LastReading[]>;
  /** What clusters had cost until each of some moments; see `CostSample`. */
  sampleCosts(moments: readonly EpochMs[], each: "group" | "cluster", filter: ClusterFilter): Promise<CostSample[]>;
  readWindowDoubt(window: TimeWindow, filter: ClusterFilter): Promise<WindowDoubt>;
  readRates(window: TimeWindow, filter: ClusterFilter, maxChanges: number): Promise<ClusterRates[] | null>;
  readIntervals(window: TimeWindow, filter: ClusterFilter): AsyncGenerator<ClusterIntervals>;
  readTimeline(clusterId: string, window: TimeWindow): Promise<StoredTimeline | null>;
  readProviderFigures(clusterId: string): Promise<ProviderFigures | null>;
  observedRuns(window: TimeWindow, filter: ClusterFilter): Promise<PollRun[]>;
  health(): Promise<HistoryHealth>;
  close(): Promise<void>;
}

/** Whether the store answers, and whether the latest poll could be written; `null` when all is well. */
export interface HistoryHealth {
  reading: StoreError | null;
  /** `since`: the time of the first poll in a row that could not be written. */
  writing: { error: StoreError; since: EpochMs } | null;
}

/** A history with a store of its own, which its `close` closes. */
export async function openHistory(location: StoreLocation): Promise<History> {
  const store = await reported(async () => openDatabase(location));
  return historyIn(store).catch(async (error) => {
    await store.close();
    throw error;
  });
}

/** The history that is kept in a store, among other things. */
export async function historyIn(store: Store): Promise<History> {
  await reported(() => migrate(store, HISTORY_MIGRATIONS));
  const db = store.db.withTables<Tables>();
  const longWork = store.longWork.withTables<Tables>();
  const memo = createSampleMemo();
  let writing: HistoryHealth["writing"] = null;
  return {
    recordPoll: async (poll) => {
      try {
        const { outcome, unchangedUntil } = await recordPoll(db, poll);
        memo.forgetAfter(unchangedUntil);
        writing = null;
        return outcome;
      } catch (error) {
        memo.forgetAfter(0);
        writing = { error: toStoreError(error), since: writing?.since ?? poll.at };
        throw writing.error;
      }
    },
    recordProviderFigure: (figure) => reported(() => recordProviderFigure(db, figure)),
    recordSamples: (samples) => reported(() => recordSamples(db, samples)),
    foldSamples: (now, signal) => reported(() => foldSamples(longWork, now, signal)),
    readMetrics: (clusterId, window) => reported(() => readMetrics(longWork, clusterId, window)),
    readSampling: (clusterId) => reported(() => readSampling(db, clusterId)),
    loadLastReadings: (goneSince) => reported(() => loadLastReadings(longWork, goneSince)),
    sampleCosts: (moments, each, filter) => reported(() => sampleCosts(longWork, memo, moments, each, filter)),
    readWindowDoubt: (window, filter) => reported(() => readWindowDoubt(longWork, window, filter)),
    readRates: (window, filter, maxChanges) => reported(() => readRates(longWork, window, filter, maxChanges)),
    readIntervals: (window, filter) => reportedEach(readIntervals(longWork, window, filter)),
    readTimeline: (clusterId, window) => reported(() => readTimeline(longWork, clusterId, window)),
    readProviderFigures: (clusterId) => reported(() => readProviderFigures(db, clusterId)),
    observedRuns: (window, filter) => reported(() => readObservedRuns(longWork, window, filter)),
    health: async () => ({ reading: await sql`select 1`.execute(db).then(() => null, toStoreError), writing }),
    close: () => reported(() => store.close()),
  };
}

async function* reportedEach<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw toStoreError(error);
  }
}
