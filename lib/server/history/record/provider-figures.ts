import "server-only";
import type { Insertable } from "kysely";
import { type UsdMicros, usdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { confirmTerm } from "../../coordination/confirm-term";
import type { Database, Tables } from "../schema";
import { chunks } from "../statement-chunks";
import type { WritingTerm } from "./poll";

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

/** In one transaction: SQLite waits for the disk at the end of each, and so does everybody else. Figures of unknown clusters are skipped. */
export async function recordProviderFigures(
  db: Database,
  figures: readonly ProviderFigure[],
  term: WritingTerm | null,
): Promise<void> {
  const byCluster = new Map(figures.map((figure) => [figure.clusterId, figure]));
  await db.transaction().execute(async (transaction) => {
    if (term !== null) await confirmTerm(transaction, term);
    for await (const ids of chunks([...byCluster.keys()])) {
      const clusters = await transaction.selectFrom("cluster").select(["key", "id"]).where("id", "in", ids).execute();
      const rows = clusters.flatMap(({ key, id }) => {
        const figure = byCluster.get(id);
        return figure === undefined ? [] : [rowOf(key, figure)];
      });
      if (rows.length > 0) await writeFigures(transaction, rows);
    }
  });
}

type FigureRow = Insertable<Tables["providerFigure"]>;

function rowOf(clusterKey: number, { at, usdMicros: amount }: ProviderFigure): FigureRow {
  return { clusterKey, firstAt: at, firstUsdMicros: amount, lastAt: at, lastUsdMicros: amount };
}

async function writeFigures(db: Database, rows: readonly FigureRow[]): Promise<void> {
  await db
    .insertInto("providerFigure")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column("clusterKey")
        .doUpdateSet((row) => ({
          lastAt: row.ref("excluded.lastAt"),
          lastUsdMicros: row.ref("excluded.lastUsdMicros"),
        }))
        .whereRef("excluded.lastAt", ">", "providerFigure.lastAt"),
    )
    .execute();
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
