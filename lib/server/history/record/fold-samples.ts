import "server-only";
import { sql, type Transaction } from "kysely";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { nextTurn } from "../../pause";
import type { Database, Tables } from "../schema";

/**
 * How long samples are stored as they are, and what they are folded into afterwards. Each moment is in only one of
 * these.
 */
const MOMENTS_RETENTION_MS = 48 * HOUR_MS;
const SHORT_STRETCH_MS = 5 * MINUTE_MS;
const SHORT_STRETCHES_RETENTION_MS = 30 * DAY_MS;
const LONG_STRETCH_MS = HOUR_MS;
const LONG_STRETCHES_RETENTION_MS = 365 * DAY_MS;

/**
 * Folds old samples into stretches of five minutes, those into hours, and deletes hours after a year. Each series has
 * its own transaction, so that an interruption loses nothing and counts nothing twice.
 */
export async function foldSamples(db: Database, now: EpochMs, signal: AbortSignal): Promise<void> {
  const series = await db.selectFrom("metricSeries").select(["clusterKey", "number"]).execute();
  for (const one of series) {
    if (signal.aborted) return;
    await db.transaction().execute(async (transaction) => {
      await fold(transaction, one, 0, SHORT_STRETCH_MS, wholeHour(now - MOMENTS_RETENTION_MS));
      await fold(transaction, one, SHORT_STRETCH_MS, LONG_STRETCH_MS, wholeHour(now - SHORT_STRETCHES_RETENTION_MS));
      await forget(transaction, one, LONG_STRETCH_MS, wholeHour(now - LONG_STRETCHES_RETENTION_MS));
      await forgetUnusedSeries(transaction, one);
    });
    await nextTurn();
  }
}

interface SeriesKey {
  clusterKey: number;
  number: number;
}

/** A stretch is not folded until all of it is old enough. */
function wholeHour(time: EpochMs): EpochMs {
  return time - (time % HOUR_MS);
}

async function fold(
  db: Transaction<Tables>,
  { clusterKey, number }: SeriesKey,
  fromMs: number,
  toMs: number,
  before: EpochMs,
): Promise<void> {
  await sql`
    insert into metric_sample (cluster_key, series_number, stretch_ms, at, average, lowest, highest, moments)
    select cluster_key, series_number, cast(${toMs} as integer), start_at, case when low = high then low else mean end,
      case when low = high then null else low end, case when low = high then null else high end, total
    from (
      select cluster_key, series_number, at - at % ${toMs} as start_at, sum(moments) as total,
        sum(average * moments) / sum(moments) as mean, min(coalesce(lowest, average)) as low,
        max(coalesce(highest, average)) as high
      from metric_sample
      where cluster_key = ${clusterKey} and series_number = ${number} and stretch_ms = ${fromMs} and at < ${before}
      group by cluster_key, series_number, start_at) as stretch
    where true
    on conflict (cluster_key, series_number, stretch_ms, at) do nothing`.execute(db);
  await forget(db, { clusterKey, number }, fromMs, before);
}

async function forget(
  db: Transaction<Tables>,
  { clusterKey, number }: SeriesKey,
  stretchMs: number,
  before: EpochMs,
): Promise<void> {
  const old = db.deleteFrom("metricSample").where("clusterKey", "=", clusterKey).where("seriesNumber", "=", number);
  await old.where("stretchMs", "=", stretchMs).where("at", "<", before).execute();
}

async function forgetUnusedSeries(db: Transaction<Tables>, { clusterKey, number }: SeriesKey): Promise<void> {
  await db
    .deleteFrom("metricSeries")
    .where("clusterKey", "=", clusterKey)
    .where("number", "=", number)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("metricSample")
            .select("at")
            .where("clusterKey", "=", clusterKey)
            .where("seriesNumber", "=", number)
            .limit(1),
        ),
      ),
    )
    .execute();
}
