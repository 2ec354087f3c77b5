import "server-only";
import { sql } from "kysely";
import { chunks } from "../history/statement-chunks";
import type { Dialect, Store } from "../store/open-database";
import type { StoredTable } from "../store/store-part";
import { type Row, readTable, storable } from "./table-pages";

/** Copies all rows of a table. */
export async function copyRows(
  source: Store["db"],
  target: Store["db"],
  dialect: Dialect,
  table: StoredTable,
): Promise<void> {
  for await (const rows of readTable(source, table)) {
    for await (const some of chunks(rows)) await insertRows(target, dialect, table, some);
  }
  if (table.isNumbered && dialect === "postgres") await goOnCounting(target, table);
}

async function insertRows(target: Store["db"], dialect: Dialect, { name }: StoredTable, rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  // PostgreSQL generates ids itself unless told otherwise, but other tables refer to these.
  const keepingNumbers = dialect === "postgres" ? sql`overriding system value` : sql``;
  const tuples = rows.map((row) => sql`(${sql.join(columns.map((column) => storable(row[column], dialect)))})`);
  await sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))}) ${keepingNumbers}
    values ${sql.join(tuples)}`.execute(target);
}

/** Otherwise PostgreSQL would give the next row an id that is taken. */
async function goOnCounting(target: Store["db"], { name, key }: StoredTable): Promise<void> {
  const [column = ""] = key;
  const inWords = (text: string) => sql.lit(text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  await sql`select setval(pg_get_serial_sequence(${inWords(name)}, ${inWords(column)}), max(${sql.ref(column)}))
    from ${sql.table(name)}`.execute(target);
}
