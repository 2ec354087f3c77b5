import "server-only";
import {
  type ColumnDefinitionBuilder,
  type CreateTableBuilder,
  type QueryExecutorProvider,
  type SchemaModule,
  sql,
} from "kysely";
import type { Migrations } from "../store/migrate";
import type { Dialect } from "../store/open-database";

export const HISTORY_MIGRATIONS: Migrations = {
  versionTable: "schemaVersion",
  steps: [createLedger, createSamples, createClockJumps, callConnectionsAccounts, createCostSamples],
};

async function createLedger(schema: SchemaModule, dialect: Dialect): Promise<void> {
  await schema
    .createTable("connection")
    .addColumn(
      "id",
      "text",
      required((column) => column.primaryKey()),
    )
    .addColumn("provider", "text", required())
    .execute();
  await schema
    .createTable("poll_run")
    .addColumn(
      "connection_id",
      "text",
      required((column) => column.references("connection.id")),
    )
    .addColumn("started_at", "bigint", required())
    .addColumn("last_at", "bigint", required())
    .addColumn("poll_interval_ms", "bigint", required())
    .addPrimaryKeyConstraint("poll_run_key", ["connection_id", "started_at"])
    .execute();
  await schema
    .createTable("cluster")
    .addColumn("key", "integer", (column) =>
      dialect === "sqlite" ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity(),
    )
    .addColumn(
      "id",
      "text",
      required((column) => column.unique()),
    )
    .addColumn(
      "connection_id",
      "text",
      required((column) => column.references("connection.id")),
    )
    .addColumn("provider_cluster_id", "text", required())
    .addColumn("name", "text", required())
    .addColumn("gpu_model", "text")
    .addColumn("gpu_count", "integer")
    .addColumn("cloud", "text")
    .addColumn("region_id", "text")
    .addColumn("region_label", "text")
    .addColumn("first_seen_at", "bigint", required())
    .addColumn("last_seen_at", "bigint")
    .addColumn("absent_since", "bigint")
    .addColumn("absent_polls", "integer", required())
    .addColumn("gone_at", "bigint")
    .execute();
  await schema.createIndex("cluster_by_connection").on("cluster").columns(["connection_id", "gone_at"]).execute();
  await ledgerTable(schema, "cluster_interval")
    .addPrimaryKeyConstraint("cluster_interval_key", ["cluster_key", "started_at"])
    .modifyEnd(clustered(dialect))
    .execute();
  await openIndex(schema, "cluster_interval").execute();
  await ledgerTable(schema, "node_interval")
    .addColumn("node_id", "text", required())
    .addColumn("node_name", "text", required())
    .addPrimaryKeyConstraint("node_interval_key", ["cluster_key", "node_id", "started_at"])
    .modifyEnd(clustered(dialect))
    .execute();
  await openIndex(schema, "node_interval").execute();
  await schema
    .createTable("cost_step")
    .addColumn(
      "cluster_key",
      "integer",
      required((column) => column.references("cluster.key")),
    )
    .addColumn("at", "bigint", required())
    .addColumn("error_ms", "bigint", required())
    .addColumn("usd_micros_per_hour", "bigint")
    .addColumn("accrued_micros", "bigint", required())
    .addColumn("accrued_rest", "bigint", required())
    .addColumn("error_micros", "bigint", required())
    .addColumn("unpriced_ms", "bigint", required())
    .addPrimaryKeyConstraint("cost_step_key", ["cluster_key", "at"])
    .modifyEnd(clustered(dialect))
    .execute();
  await schema
    .createTable("last_reading")
    .addColumn("cluster_key", "integer", (column) => column.primaryKey().references("cluster.key"))
    .addColumn("digest", "text", required())
    .addColumn("reading", "text", required())
    .execute();
  await schema
    .createTable("provider_figure")
    .addColumn("cluster_key", "integer", (column) => column.primaryKey().references("cluster.key"))
    .addColumn("first_at", "bigint", required())
    .addColumn("first_usd_micros", "bigint", required())
    .addColumn("last_at", "bigint", required())
    .addColumn("last_usd_micros", "bigint", required())
    .execute();
}

async function createSamples(schema: SchemaModule, dialect: Dialect): Promise<void> {
  await schema
    .createTable("metric_series")
    .addColumn(
      "cluster_key",
      "integer",
      required((column) => column.references("cluster.key")),
    )
    .addColumn("number", "integer", required())
    .addColumn("metric", "text", required())
    .addColumn("label", "text", required())
    .addColumn("unit", "text")
    .addPrimaryKeyConstraint("metric_series_key", ["cluster_key", "number"])
    .execute();
  await schema
    .createTable("metric_sample")
    .addColumn("cluster_key", "integer", required())
    .addColumn("series_number", "integer", required())
    .addColumn("stretch_ms", "integer", required())
    .addColumn("at", "bigint", required())
    .addColumn("average", "double precision", required())
    .addColumn("lowest", "double precision")
    .addColumn("highest", "double precision")
    .addColumn("moments", "integer", required())
    .addPrimaryKeyConstraint("metric_sample_key", ["cluster_key", "series_number", "stretch_ms", "at"])
    .addForeignKeyConstraint("metric_sample_series", ["cluster_key", "series_number"], "metric_series", [
      "cluster_key",
      "number",
    ])
    .modifyEnd(clustered(dialect))
    .execute();
}

async function createClockJumps(schema: SchemaModule, dialect: Dialect): Promise<void> {
  await schema.alterTable("poll_run").addColumn("steady_process", "text").execute();
  await schema.alterTable("poll_run").addColumn("steady_ms", "bigint").execute();
  await schema
    .createTable("clock_jump")
    .addColumn(
      "connection_id",
      "text",
      required((column) => column.references("connection.id")),
    )
    .addColumn("at", "bigint", required())
    .addColumn("previous_at", "bigint", required())
    .addColumn("by_ms", "bigint", required())
    .addPrimaryKeyConstraint("clock_jump_key", ["connection_id", "at"])
    .execute();
  await schema
    .createTable("clock_doubt")
    .addColumn(
      "cluster_key",
      "integer",
      required((column) => column.references("cluster.key")),
    )
    .addColumn("from_at", "bigint", required())
    .addColumn("until_at", "bigint", required())
    .addColumn("usd_micros_per_hour", "bigint", required())
    .addPrimaryKeyConstraint("clock_doubt_key", ["cluster_key", "until_at"])
    .modifyEnd(clustered(dialect))
    .execute();
  await ledgerTable(schema, "withdrawn_interval")
    .addColumn("node_id", "text", required())
    .addColumn("withdrawn_at", "bigint", required())
    .addPrimaryKeyConstraint("withdrawn_interval_key", ["cluster_key", "node_id", "started_at", "withdrawn_at"])
    .modifyEnd(clustered(dialect))
    .execute();
}

/** Renames only: no row is rewritten, so that years of history take no longer than a day's. */
async function callConnectionsAccounts(schema: SchemaModule): Promise<void> {
  await schema.alterTable("connection").renameTo("account").execute();
  for (const table of ["poll_run", "cluster", "clock_jump"]) {
    await schema.alterTable(table).renameColumn("connection_id", "account_id").execute();
  }
  // SQLite cannot rename an index, so it is rebuilt. It has only one row per cluster.
  await schema.dropIndex("cluster_by_connection").execute();
  await schema.createIndex("cluster_by_account").on("cluster").columns(["account_id", "gone_at"]).execute();
}

async function createCostSamples(
  schema: SchemaModule,
  dialect: Dialect,
  executor: QueryExecutorProvider,
): Promise<void> {
  await schema
    .createTable("cost_sample")
    .addColumn(
      "at",
      "bigint",
      required((column) => column.primaryKey()),
    )
    .addColumn("samples", "text", required())
    .modifyEnd(clustered(dialect))
    .execute();
  await schema
    .createTable("cost_sample_state")
    .addColumn("changes", "bigint", required())
    .addColumn("claimed_until", "bigint", required())
    .execute();
  await sql`insert into cost_sample_state (changes, claimed_until) values (0, 0)`.execute(executor);
}

function ledgerTable(schema: SchemaModule, name: string): CreateTableBuilder<string, string> {
  return schema
    .createTable(name)
    .addColumn(
      "cluster_key",
      "integer",
      required((column) => column.references("cluster.key")),
    )
    .addColumn("started_at", "bigint", required())
    .addColumn("ended_at", "bigint")
    .addColumn("status", "text", required())
    .addColumn("provider_status", "text")
    .addColumn("health", "text", required())
    .addColumn("billing", "text", required())
    .addColumn("usd_micros_per_hour", "bigint")
    .addColumn("rate_source", "text", required())
    .addColumn("start_error_ms", "bigint", required())
    .addColumn("end_error_ms", "bigint", required());
}

/** Finds the rows that have not ended, of which there is one per cluster or node. */
function openIndex(schema: SchemaModule, table: string) {
  const index = schema.createIndex(`${table}_open`).on(table).column("cluster_key");
  return index.where(sql.ref("ended_at"), "is", null);
}

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

function required(also: Column = (column) => column): Column {
  return (column) => also(column.notNull());
}

/** Makes SQLite store the rows in primary-key order, which saves an index. */
function clustered(dialect: Dialect) {
  return dialect === "sqlite" ? sql`without rowid` : sql``;
}
