import "server-only";
import { sql } from "kysely";
import { type UsdMicros, usdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Database } from "../schema";

/** What a cluster has cost so far according to its provider. */
export interface ProviderFigure {
  clusterId: string;
  at: EpochMs;
  usdMicros: UsdMicros;
}

/**
 * Keeps the first such figure, from when we began to watch, and the latest: our own total covers the time between them.
 */
export interface ProviderFigures {
  first: ProviderFigure;
  last: ProviderFigure;
}

export async function recordProviderFigure(
  db: Database,
  { clusterId, at, usdMicros: amount }: ProviderFigure,
): Promise<void> {
  await sql`
    insert into provider_figure (cluster_key, first_at, first_usd_micros, last_at, last_usd_micros)
    select key, ${bigint(at)}, ${bigint(amount)}, ${bigint(at)}, ${bigint(amount)} from cluster where id = ${clusterId}
    on conflict (cluster_key) do update set last_at = excluded.last_at, last_usd_micros = excluded.last_usd_micros
    where excluded.last_at > provider_figure.last_at`.execute(db);
}

export async function readProviderFigures(db: Database, clusterId: string): Promise<ProviderFigures | null> {
  const figures = db.selectFrom("providerFigure").innerJoin("cluster", "cluster.key", "providerFigure.clusterKey");
  const row = await figures.selectAll("providerFigure").where("cluster.id", "=", clusterId).executeTakeFirst();
  if (row === undefined) return null;
  return {
    first: { clusterId, at: row.firstAt, usdMicros: usdMicros(row.firstUsdMicros) },
    last: { clusterId, at: row.lastAt, usdMicros: usdMicros(row.lastUsdMicros) },
  };
}

function bigint(value: number) {
  return sql`cast(${value} as bigint)`;
}
