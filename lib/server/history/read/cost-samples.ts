import "server-only";
import { hash } from "node:crypto";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause } from "../../pause";
import { claimSettled, type SampleState } from "../sample-state";
import { ALL_CLUSTERS, type ClusterFilter } from "./cluster-filter";
import type { CostSample } from "./cost-sample";
import { type Ledger, readSamples } from "./read-samples";
import type { SettledCache } from "./settled-cache";
import { readStoredSamples, storeSamples } from "./stored-samples";

export interface SampleSource extends Ledger {
  cache: SettledCache<readonly CostSample[]>;
}

export interface SampleQuery {
  moments: readonly EpochMs[];
  each: "group" | "cluster";
  filter: ClusterFilter;
  /** Whether what all clusters together had cost is stored for later questions, as it is worth for the days of a year. */
  isStored: boolean;
}

/**
 * Costs at the given moments. Those that no poll changes any more are kept, in memory and some in the store, and read
 * from the ledger only once. Samples are yielded as they are found, so that the caller holds only a few; other work runs
 * in between.
 */
export async function* sampleCosts(source: SampleSource, query: SampleQuery): AsyncGenerator<readonly CostSample[]> {
  const { each, filter } = query;
  if (each === "cluster" || !isByAccount(filter)) {
    yield* sampleThese(source, { ...query, isStored: false });
    return;
  }
  // Groups are kept once, for every combination of accounts.
  const allowed = [filter.accountIds, filter.scope?.accountIds].filter((ids) => ids !== undefined);
  const isWanted = ({ accountId }: CostSample) => allowed.every((ids) => ids.includes(accountId));
  for await (const samples of sampleThese(source, { ...query, filter: ALL_CLUSTERS })) yield samples.filter(isWanted);
}

function isByAccount({ clusterIds, scope }: ClusterFilter): boolean {
  return clusterIds === undefined && (scope === undefined || scope.clusterIds.length === 0);
}

async function* sampleThese(source: SampleSource, query: SampleQuery): AsyncGenerator<readonly CostSample[]> {
  const { cache } = source;
  // A digest, because a filter may name a hundred clusters.
  const of = hash("sha256", JSON.stringify([query.each, query.filter]), "base64url");
  const state = await claimSettled(source.db, query.moments);
  const missing: EpochMs[] = [];
  const pause = createPause();
  for (const moment of query.moments) {
    const known = cache.recall(of, moment, state.changes);
    if (known === undefined) missing.push(moment);
    else yield known;
    await pause();
  }
  yield* readMissing(source, { ...query, moments: missing }, of, state);
}

async function* readMissing(
  { cache, ...ledger }: SampleSource,
  { moments, each, filter, isStored }: SampleQuery,
  of: string,
  { changes, claimedUntil }: SampleState,
): AsyncGenerator<readonly CostSample[]> {
  if (moments.length === 0) return;
  const isOfAll = each === "group" && filter === ALL_CLUSTERS;
  const stored = isOfAll ? await readStoredSamples(ledger.db, moments) : new Map<EpochMs, readonly CostSample[]>();
  const pause = createPause();
  for (const [moment, samples] of stored) {
    cache.put(of, moment, changes, samples);
    yield samples;
    await pause();
  }
  const unknown = moments.filter((moment) => !stored.has(moment));
  for await (const { moments: some, samples, isComplete } of readSamples(ledger, unknown, each, filter)) {
    if (isComplete) {
      const byMoment = Map.groupBy(samples, ({ at }) => at);
      const settled = some.filter((moment) => moment <= claimedUntil);
      const kept = new Map(settled.map((moment) => [moment, byMoment.get(moment) ?? []]));
      for (const [moment, own] of kept) cache.put(of, moment, changes, own);
      // What cannot be stored is computed again.
      if (isStored && isOfAll) await storeSamples(ledger, changes, kept).catch(() => {});
    }
    yield samples;
  }
}
