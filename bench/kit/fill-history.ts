import { sql } from "kysely";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { type CostStep, nextCostStep } from "@/lib/domain/money/cost-step";
import type { LedgerRow, LedgerState } from "@/lib/domain/money/ledger";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { HISTORY_MIGRATIONS } from "@/lib/server/history/migrations";
import { fromCostStep } from "@/lib/server/history/record/ledger-columns";
import type { Tables } from "@/lib/server/history/schema";
import { providers } from "@/lib/server/providers/registry";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase, type StoreLocation } from "@/lib/server/store/open-database";

export interface MadeHistory {
  from: number;
  to: number;
  clusters: number;
  changesPerDay: number;
}

const MODELS = ["A100", "B200", "H100", "H200"];
const ROWS_PER_STATEMENT = 1_000;

/** Writes a made-up ledger straight into an empty store: clusters whose rate changes at uneven times, all day, every day. */
export async function fillHistory(location: StoreLocation, { from, to, clusters, changesPerDay }: MadeHistory) {
  const store = openDatabase(location);
  await migrate(store, HISTORY_MIGRATIONS);
  const db = store.db.withTables<Tables>();
  const providerIds: string[] = providers.map(({ id }) => id);
  for (const provider of providerIds) {
    await db.insertInto("account").values({ id: provider, provider }).execute();
    await db
      .insertInto("pollRun")
      .values({ accountId: provider, startedAt: from, lastAt: to, pollIntervalMs: 15_000 })
      .execute();
  }
  for (let index = 0; index < clusters; index += 1) {
    await db.transaction().execute(async (transaction) => {
      const accountId = providerIds[index % providerIds.length] ?? "";
      const { key } = await transaction
        .insertInto("cluster")
        .values({
          id: `${accountId}~cluster-${index}`,
          accountId,
          providerClusterId: `cluster-${index}`,
          name: `cluster ${index}`,
          gpuModel: MODELS[index % 3] ?? null,
          gpuCount: 8,
          cloud: null,
          regionId: null,
          regionLabel: null,
          firstSeenAt: from,
          lastSeenAt: null,
          absentSince: null,
          absentPolls: 0,
          goneAt: null,
        })
        .returning("key")
        .executeTakeFirstOrThrow();
      let step: CostStep | null = null;
      for (const rows of batches(madeRows(index, from, to, changesPerDay))) {
        await transaction
          .insertInto("clusterInterval")
          .values(rows.map((row) => ({ clusterKey: key, ...row })))
          .execute();
        const steps = rows.map((opened) => {
          step = nextCostStep(step, { closed: null, opened });
          return step;
        });
        await transaction
          .insertInto("costStep")
          .values(steps.flatMap((made) => (made ? [fromCostStep(key, made)] : [])))
          .execute();
      }
    });
  }
  // A database that has grown for a year has done this long ago, and would begin with it now.
  if (store.dialect === "postgres") await sql`vacuum analyze`.execute(db);
  await store.close();
}

function* madeRows(cluster: number, from: number, to: number, changesPerDay: number): Generator<LedgerRow> {
  const meanMs = DAY_MS / changesPerDay;
  let startedAt = from;
  for (let change = 0; startedAt < to; change += 1) {
    const endedAt: number =
      startedAt + Math.round(meanMs * (0.5 + (((cluster + 1) * 7_919 + change * 104_729) % 1_000) / 1_000));
    yield {
      ...stateOf(change),
      startedAt,
      endedAt: endedAt < to ? endedAt : null,
      startErrorMs: 7_500,
      endErrorMs: endedAt < to ? 7_500 : 0,
    };
    startedAt = endedAt;
  }
}

function* batches<Row>(rows: Iterable<Row>): Generator<Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_STATEMENT) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function stateOf(change: number): LedgerState {
  return {
    status: "running",
    providerStatus: "active",
    health: change % 2 === 0 ? "healthy" : "degraded",
    billing: "full",
    usdMicrosPerHour: usdMicrosPerHour(10_000_000 + (change % 97) * 10_000),
    rateSource: "reported",
  };
}
