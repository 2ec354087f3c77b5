import "server-only";
import type { QueryExecutorProvider, SchemaModule } from "kysely";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Dialect } from "../../store/open-database";
import type { StorePart } from "../../store/store-part";

export type LimitTables = {
  /**
   * By a digest, because e-mail addresses and those of clients are what is limited. A row says nothing from `fullAt` on: see
   * `createRateLimit`.
   */
  limitCount: { digest: string; fullAt: EpochMs };
};

/** What servers that share a database limit together. Where there is only one server, nothing is written to it. */
export const LIMIT_PART: StorePart = {
  migrations: { versionTable: "limitSchemaVersion", steps: [createCounts] },
  tables: [],
  derived: ["limitCount"],
};

async function createCounts(schema: SchemaModule, dialect: Dialect, executor: QueryExecutorProvider): Promise<void> {
  await schema
    .createTable("limit_count")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("full_at", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("limit_count_by_time").on("limit_count").column("full_at").execute();
  // Written with each attempt. After a crash of the database everybody has all their attempts again, as after a restart.
  if (dialect === "postgres") await sql`alter table limit_count set unlogged`.execute(executor);
}
