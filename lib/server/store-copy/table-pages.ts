import "server-only";
import { sql } from "kysely";
import type { Dialect, Store } from "../store/open-database";
import type { StoredTable } from "../store/store-part";

export type Value = string | number | boolean | Date | null;
export type Row = Record<string, Value>;

/** A table may be larger than memory. */
const ROWS_PER_PAGE = 1_000;

/** All rows of a table, page by page in the order of its key. */
export async function* readTable(db: Store["db"], table: StoredTable): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  do {
    const rows = await readPage(db, table, last);
    if (rows.length > 0) yield rows;
    last = rows.length < ROWS_PER_PAGE ? undefined : rows.at(-1);
  } while (last !== undefined);
}

async function readPage(source: Store["db"], { name, key }: StoredTable, after: Row | undefined): Promise<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const place = after && sql`where (${columns}) > (${sql.join(key.map((column) => after[column]))})`;
  const page = sql<Row>`select * from ${sql.table(name)} ${place ?? sql``} order by ${columns} limit ${ROWS_PER_PAGE}`;
  return (await page.execute(source)).rows;
}

/**
 * SQLite has neither times nor booleans: better-auth writes them there as text and numbers, which PostgreSQL can read
 * as they are.
 */
export function storable(value: Value | undefined, dialect: Dialect): Value | undefined {
  if (dialect === "postgres") return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" ? Number(value) : value;
}
