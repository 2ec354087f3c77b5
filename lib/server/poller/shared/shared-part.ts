import "server-only";
import { type SchemaModule, sql } from "kysely";
import type { Dialect } from "../../store/open-database";
import type { StorePart } from "../../store/store-part";

/** What the servers that share a database show of the accounts. Times are epoch milliseconds. */
export type SharedTables = { accountReading: AccountReadingTable; clusterReading: ClusterReadingTable };

/** One row for each account, written with each poll. */
export interface AccountReadingTable {
  accountId: string;
  /** Of the term in which it was written, and the number of the write: they change with each. */
  epoch: number;
  seq: number;
  /** JSON, sealed: see `accountBodySchema`. */
  body: string;
  /** JSON of what each poll moves: see `timesSchema`. */
  times: string;
  /** When a person asked for a poll of which the server that polls may not know yet. */
  refreshWantedAt: number | null;
}

/** One row for each cluster, written only when something other than its times has changed. */
export interface ClusterReadingTable {
  accountId: string;
  providerClusterId: string;
  /** The write that changed it last. */
  seq: number;
  /** JSON, sealed: see `clusterBodySchema`. It holds connection details. */
  body: string;
}

/** Nothing of it outlasts the servers, and all of it is written again by whoever polls next. */
export const SHARED_PART: StorePart = {
  migrations: { versionTable: "readingSchemaVersion", steps: [createReadings] },
  tables: [],
  derived: ["accountReading", "clusterReading"],
  derivedSealed: ["accountReading", "clusterReading"],
};

/** What is sealed for one account cannot be shown as another's. */
export function accountOwner(accountId: string): string {
  return `reading of account ${accountId}`;
}

export function clusterOwner(accountId: string, providerClusterId: string): string {
  return `reading of account ${accountId}, cluster ${providerClusterId}`;
}

async function createReadings(schema: SchemaModule, dialect: Dialect, executor: Parameters<Step>[2]): Promise<void> {
  await schema
    .createTable("account_reading")
    .addColumn("account_id", "text", (column) => column.primaryKey())
    .addColumn("epoch", "bigint", (column) => column.notNull())
    .addColumn("seq", "bigint", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("times", "text", (column) => column.notNull())
    .addColumn("refresh_wanted_at", "bigint")
    .execute();
  await schema
    .createTable("cluster_reading")
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("provider_cluster_id", "text", (column) => column.notNull())
    .addColumn("seq", "bigint", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("cluster_reading_key", ["account_id", "provider_cluster_id"])
    .execute();
  if (dialect === "sqlite") return;
  // Its rows are written every few seconds, each in the room that the one before leaves in the same page.
  await sql`alter table account_reading set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)`.execute(executor);
}

type Step = StorePart["migrations"]["steps"][number];
