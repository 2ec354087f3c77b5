import "server-only";
import { sql } from "kysely";
import { chunks } from "../history/statement-chunks";
import type { Dialect, Store } from "../store/open-database";
import type { StoredTable } from "../store/store-part";

type Value = string | number | boolean | Date | null;
type Row = Record<string, Value>;

/** A table may be larger than memory. */
const ROWS_PER_PAGE = 1_000;

/** Copies all rows of a table, page by page in the order of its key. */
export async function copyRows(
  source: Store["db"],
  target: Store["db"],
  dialect: Dialect,
  table: StoredTable,
): Promise<void> {
  let last: Row | undefined;
  do {
    const rows = await readPage(source, table, last);
    for await (const some of chunks(rows)) await insertRows(target, dialect, table, some);
    last = rows.length < ROWS_PER_PAGE ? undefined : rows.at(-1);
  } while (last !== undefined);
  if (table.isNumbered && dialect === "postgres") await goOnCounting(target, table);
}

async function readPage(source: Store["db"], { name, key }: StoredTable, after: Row | undefined): Promise<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const place = after && sql`where (${columns}) > (${sql.join(key.map((column) => after[column]))})`;
  const page = sql<Row>`select * from ${sql.table(name)} ${place ?? sql``} order by ${columns} limit ${ROWS_PER_PAGE}`;
  return (await page.execute(source)).rows;
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

/**
 * SQLite has neither times nor booleans: better-auth writes them there as text and numbers, which PostgreSQL can read
 * as they are.
 */
function storable(value: Value | undefined, dialect: Dialect): Value | undefined {
  if (dialect === "postgres") return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" ? Number(value) : value;
}

/** Otherwise PostgreSQL would give the next row an id that is taken. */
async function goOnCounting(target: Store["db"], { name, key }: StoredTable): Promise<void> {
  const [column = ""] = key;
  const inWords = (text: string) => sql.lit(text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  await sql`select setval(pg_get_serial_sequence(${inWords(name)}, ${inWords(column)}), max(${sql.ref(column)}))
    from ${sql.table(name)}`.execute(target);
}
