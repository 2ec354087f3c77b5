import "server-only";
import { sql } from "kysely";
import { z } from "zod/mini";
import { fromParts, toParts, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Dialect } from "../../store/open-database";
import { shareLock } from "../sample-state";
import type { Database } from "../schema";
import { chunks } from "../statement-chunks";
import type { CostSample } from "./cost-sample";

/** Days, months and hours begin at such a moment in every time zone. Few others are ever asked for twice. */
const GRID_MS = 15 * MINUTE_MS;
/** More than ten years of days, at most a few megabytes. */
export const MAX_STORED_MOMENTS = 4_000;

/** Account, GPU model, whole micros, rest, rate, unpriced clusters, unpriced time: short, because there is one for each day. */
const rowSchema = z.array(z.tuple([z.string(), z.nullable(z.string()), z.int(), z.int(), z.int(), z.int(), z.int()]));

export function isStorable(moment: EpochMs): boolean {
  return moment % GRID_MS === 0;
}

/** The groups of all clusters at those of the moments that are stored. */
export async function readStoredSamples(
  db: Database,
  moments: readonly EpochMs[],
): Promise<ReadonlyMap<EpochMs, readonly CostSample[]>> {
  const found = new Map<EpochMs, readonly CostSample[]>();
  const accounts = await db.selectFrom("account").selectAll().execute();
  const providerOf = new Map(accounts.map(({ id, provider }) => [id, provider]));
  for await (const some of chunks(moments.filter(isStorable))) {
    const rows = await db.selectFrom("costSample").selectAll().where("at", "in", some).execute();
    for (const { at, samples } of rows) found.set(at, parseSamples(at, samples, providerOf));
  }
  return found;
}

/** Stores samples that were computed while `changes` was current, unless it no longer is. */
export async function storeSamples(
  { db, dialect }: { db: Database; dialect: Dialect },
  changes: number,
  byMoment: ReadonlyMap<EpochMs, readonly CostSample[]>,
): Promise<void> {
  const storable = [...byMoment].filter(([at]) => isStorable(at));
  const rows = storable.map(([at, samples]) => sql`(cast(${at} as bigint), cast(${formatSamples(samples)} as text))`);
  if (rows.length === 0) return;
  await sql`
    with made(at, samples) as (values ${sql.join(rows)})
    insert into cost_sample (at, samples)
    select made.at, made.samples
    from made cross join (
      select changes from cost_sample_state where changes = ${changes} ${shareLock(dialect)}) as unchanged
    where (select count(*) from cost_sample) < ${MAX_STORED_MOMENTS}
    on conflict (at) do update set samples = excluded.samples`.execute(db);
}

/** Once there are many, only those at `moments` are kept: the others were asked for once, in another time zone. */
export async function tidyStoredSamples(db: Database, moments: readonly EpochMs[]): Promise<void> {
  const { rows } = await sql<{ at: number }>`select at from cost_sample`.execute(db);
  if (rows.length <= MAX_STORED_MOMENTS / 2) return;
  const kept = new Set(moments);
  const others = rows.map(({ at }) => at).filter((at) => !kept.has(at));
  for await (const some of chunks(others)) await db.deleteFrom("costSample").where("at", "in", some).execute();
}

function formatSamples(samples: readonly CostSample[]): string {
  const rows = samples.map(({ accountId, gpuModel, accrued, usdMicrosPerHour: rate, unpricedClusters, unpricedMs }) => {
    const { micros, rest } = toParts(accrued);
    return [accountId, gpuModel, micros, rest, rate, unpricedClusters, unpricedMs];
  });
  return JSON.stringify(rows);
}

function parseSamples(at: EpochMs, text: string, providerOf: ReadonlyMap<string, string>): CostSample[] {
  const rows = z.parse(rowSchema, JSON.parse(text));
  return rows.map(([accountId, gpuModel, micros, rest, rate, unpricedClusters, unpricedMs]) => ({
    ...{ at, accountId, gpuModel, unpricedClusters, unpricedMs },
    provider: providerOf.get(accountId) ?? accountId,
    clusterId: null,
    clusterName: null,
    accrued: fromParts({ micros, rest }),
    usdMicrosPerHour: usdMicrosPerHour(rate),
  }));
}
