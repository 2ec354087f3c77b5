import "server-only";
import { sql } from "kysely";
import { addRates, fromParts, sumCosts, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause } from "../../pause";
import type { Dialect } from "../../store/open-database";
import { joinLatestStep } from "../nearby-step";
import type { Database } from "../schema";
import { watchedUntil } from "../watched-until";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { type ClusterRange, rangeCondition, readClusterRanges } from "./cluster-ranges";
import type { CostSample } from "./cost-sample";
import { readAhead } from "./read-ahead";

/** Where the ledger is read. */
export interface Ledger {
  db: Database;
  /** For statements that look up more than `MAX_QUICK_LOOKUPS`. */
  longReads: Database;
  dialect: Dialect;
}

/** They take SQLite some milliseconds: less than a thread takes to start, and no more than the loop may be held. */
export const MAX_QUICK_LOOKUPS = 2_000;

/** PostgreSQL works on these side by side, and leaves a connection to others. */
const STATEMENTS_AHEAD = 2;
const MAX_MOMENTS_PER_STATEMENT = 32;
/** Making objects of these takes a few milliseconds, in which nobody else is answered. */
const MAX_SAMPLES_PER_STATEMENT = 4_000;

export interface ReadSamples {
  moments: readonly EpochMs[];
  samples: readonly CostSample[];
  /** Whether these are all samples of the moments. Groups always are; many clusters arrive in parts. */
  isComplete: boolean;
}

/**
 * Reads the ledger: each cost is found with one seek per cluster in its running total, however many intervals there are.
 * An interval that has not ended counts until its account was last read. Samples are yielded as they are read, in the
 * order of the moments, so that the caller holds only a few; other work runs in between.
 */
export async function* readSamples(
  ledger: Ledger,
  moments: readonly EpochMs[],
  each: "group" | "cluster",
  filter: ClusterFilter,
): AsyncGenerator<ReadSamples> {
  if (moments.length === 0) return;
  const ranges = await readClusterRanges(ledger.db, filter);
  const clusters = ranges.reduce((sum, range) => sum + range.clusters, 0);
  const db = moments.length * clusters > MAX_QUICK_LOOKUPS ? ledger.longReads : ledger.db;
  const batches = batchesOf(moments, momentsPerStatement(each, ranges));
  const select = (batch: readonly EpochMs[], range: ClusterRange) =>
    selectSamples({ ...ledger, db }, batch, each, range, filter);
  const readEach = (batch: readonly EpochMs[]) =>
    ranges.map((range) => async () => {
      return { moments: batch, samples: await select(batch, range), isComplete: ranges.length === 1 };
    });
  const readGroups = (batch: readonly EpochMs[]) => async () => {
    const groups = new Map<string, CostSample>();
    for (const range of ranges) for (const sample of await select(batch, range)) addToGroup(groups, sample);
    return { moments: batch, samples: [...groups.values()], isComplete: true };
  };
  const pause = createPause();
  for await (const read of readAhead(batches.flatMap(each === "cluster" ? readEach : readGroups), STATEMENTS_AHEAD)) {
    yield read;
    await pause();
  }
}

function batchesOf(moments: readonly EpochMs[], size: number): EpochMs[][] {
  const count = Math.ceil(moments.length / size);
  return Array.from({ length: count }, (_, index) => moments.slice(index * size, (index + 1) * size));
}

function momentsPerStatement(each: "group" | "cluster", ranges: readonly ClusterRange[]): number {
  const samplesPerMoment = each === "group" ? 1 : Math.max(1, ...ranges.map(({ clusters }) => clusters));
  return Math.max(1, Math.min(MAX_MOMENTS_PER_STATEMENT, Math.floor(MAX_SAMPLES_PER_STATEMENT / samplesPerMoment)));
}

function addToGroup(groups: Map<string, CostSample>, sample: CostSample): void {
  const key = JSON.stringify([sample.at, sample.accountId, sample.gpuModel]);
  const before = groups.get(key);
  groups.set(key, before === undefined ? sample : sumOf(before, sample));
}

function sumOf(one: CostSample, other: CostSample): CostSample {
  return {
    ...one,
    accrued: sumCosts([one.accrued, other.accrued]),
    usdMicrosPerHour: addRates(one.usdMicrosPerHour, other.usdMicrosPerHour),
    unpricedClusters: one.unpricedClusters + other.unpricedClusters,
    unpricedMs: one.unpricedMs + other.unpricedMs,
  };
}

async function selectSamples(
  { db, dialect }: Pick<Ledger, "db" | "dialect">,
  moments: readonly EpochMs[],
  each: "group" | "cluster",
  range: ClusterRange,
  filter: ClusterFilter,
): Promise<CostSample[]> {
  const isEach = each === "cluster";
  const partition = isEach ? sql`cluster.key` : sql`cluster.account_id, cluster.gpu_model`;
  // A group is identified by the key of one of its clusters, so that the databases sort integers, not names.
  const { rows } = await sql<SampleRow>`
    with moment(at) as (values ${sql.join(moments.map((at) => sql`(cast(${at} as bigint))`))}),
    member as (
      select cluster.key, min(cluster.key) over (partition by ${partition}) as leader,
        ${watchedUntil(sql`cluster.account_id`)} as watched_until
      from cluster where ${rangeCondition(range)} and ${filterCondition(filter)}),
    latest as (
      select moment.at, member.leader, step.accrued_micros, step.accrued_rest, step.unpriced_ms,
        coalesce(step.usd_micros_per_hour, 0) as rate,
        case when step.usd_micros_per_hour is null then 1 else 0 end as unpriced,
        case when watched_until < step.at then 0 when watched_until < moment.at then watched_until - step.at
          else moment.at - step.at end as ms
      from member
      cross join moment
      ${joinLatestStep({ dialect, name: "step", clusterKey: sql`member.key`, moment: sql`moment.at` })}
      where step.at is not null),
    total as (
      select at, leader,
        cast(sum(accrued_micros + rate * (ms / 3600000)) as bigint) as micros,
        cast(sum(accrued_rest + rate * (ms % 3600000)) as bigint) as rest,
        cast(sum(rate) as bigint) as rate,
        cast(sum(unpriced) as bigint) as unpriced_clusters,
        cast(sum(unpriced_ms + unpriced * ms) as bigint) as unpriced_ms
      from latest group by at, leader)
    select cluster.account_id, provider, gpu_model, cluster.id as cluster_id, cluster.name as cluster_name,
      string_agg(concat_ws(' ', at, micros + rest / 3600000, rest % 3600000, rate, unpriced_clusters, unpriced_ms), ',')
        as numbers
    from total join cluster on cluster.key = total.leader join account on account.id = cluster.account_id
    group by leader, cluster.account_id, provider, gpu_model, cluster.id, cluster.name`.execute(db);
  return rows.flatMap(({ numbers, clusterId, clusterName, ...group }) => {
    const subject = { ...group, clusterId: isEach ? clusterId : null, clusterName: isEach ? clusterName : null };
    return numbers.split(",").map((text) => ({ ...subject, ...parseNumbers(text) }));
  });
}

/** One row for each group, since making an object of a row takes the driver longer than finding it takes the database. */
interface SampleRow extends Pick<CostSample, "accountId" | "provider" | "gpuModel" | "clusterId" | "clusterName"> {
  /** The numbers at one moment after another. */
  numbers: string;
}

function parseNumbers(text: string) {
  const [at = 0, micros = 0, rest = 0, rate = 0, unpricedClusters = 0, unpricedMs = 0] = text.split(" ").map(Number);
  return {
    ...{ at, unpricedClusters, unpricedMs },
    accrued: fromParts({ micros, rest }),
    usdMicrosPerHour: usdMicrosPerHour(rate),
  };
}
