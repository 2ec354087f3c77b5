import "server-only";
import { sql } from "kysely";
import { HistoryError } from "./history-error";
import { type Dialect, MIGRATIONS, type Migration } from "./migrations";
import type { Database } from "./open-database";

type VersionTable = { schemaVersion: { version: number } };

/** Brings a store to this program's schema, in one transaction: all of it or nothing. */
export async function migrate(
  db: Database,
  dialect: Dialect,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const versions = transaction.withTables<VersionTable>();
    await versions.schema.createTable("schema_version").ifNotExists().addColumn("version", "integer").execute();
    if (dialect === "postgres") await sql`lock table schema_version in exclusive mode`.execute(versions);
    const stored = await versions.selectFrom("schemaVersion").select("version").executeTakeFirst();
    const version = stored?.version ?? 0;
    if (version > migrations.length) {
      throw new HistoryError(
        "newer-schema",
        `The stored history has schema version ${version}, and this version of Clusterdeck knows only up to ${migrations.length}. ` +
          "Start the newer Clusterdeck that wrote it, or point this one at another CLUSTERDECK_DATA_DIR or DATABASE_URL.",
      );
    }
    if (version === migrations.length) return;
    for (const step of migrations.slice(version)) await step(transaction.schema, dialect);
    await versions.deleteFrom("schemaVersion").execute();
    await versions.insertInto("schemaVersion").values({ version: migrations.length }).execute();
  });
}
