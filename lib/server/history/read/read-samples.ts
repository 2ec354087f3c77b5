import "server-only";
import { sql } from "kysely";
import { addRates, fromParts, sumCosts, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause } from "../../pause";
import { latestStep } from "../latest-step";
import type { Database } from "../schema";
import { createStatementSize } from "../statement-size";
import { watchedUntil } from "../watched-until";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { type ClusterRange, rangeCondition, readClusterRanges } from "./cluster-ranges";
import type { CostSample } from "./cost-sample";

/** Even the largest statement is small enough for its rows to be held in memory. */
const MOMENTS_PER_STATEMENT = 32;
const MOMENTS_AT_FIRST = 8;

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
  db: Database,
  moments: readonly EpochMs[],
  each: "group" | "cluster",
  filter: ClusterFilter,
): AsyncGenerator<ReadSamples> {
  if (moments.length === 0) return;
  const ranges = await readClusterRanges(db, filter);
  const size = createStatementSize(MOMENTS_AT_FIRST, MOMENTS_PER_STATEMENT);
  const pause = createPause();
  for (let first = 0; first < moments.length; ) {
    const batch = moments.slice(first, first + size.moments());
    first += batch.length;
    const groups = new Map<string, CostSample>();
    let longestMs = 0;
    for (const range of ranges) {
      const before = process.threadCpuUsage();
      const samples = await selectSamples(db, batch, each, range, filter);
      const { user, system } = process.threadCpuUsage(before);
      longestMs = Math.max(longestMs, (user + system) / 1_000);
      if (each === "cluster") yield { moments: batch, samples, isComplete: ranges.length === 1 };
      else for (const sample of samples) addToGroup(groups, sample);
      await pause();
    }
    size.note(longestMs);
    if (each === "group") yield { moments: batch, samples: [...groups.values()], isComplete: true };
  }
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
  db: Database,
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
      join cost_step as step on step.cluster_key = member.key and step.at = ${latestStep(sql`member.key`, sql`moment.at`)}),
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
