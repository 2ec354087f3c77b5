import "server-only";
import { sql } from "kysely";
import { openDatabase, type Store, type StoreLocation } from "@/lib/server/store/open-database";
import type { StoredTable } from "@/lib/server/store/store-part";
import { migrateAll, STORED_TABLES } from "@/lib/server/store-copy/stored-parts";

/** What databases may spell, sort or round in their own ways. */
const TEXTS = ["", 'ä𝔘 O\'Neil "b" \\', "B", "a", "line\nbreak", " "];
const SOME_TIME = Date.UTC(2026, 0, 1);
const MIN_ID = 1;
/** Tables of which there is only one row. */
const SINGLE: ReadonlySet<string> = new Set(["authSecret", "pushKey"]);

/**
 * Writes made-up rows into every table of an empty store, with the most awkward values that each column takes. They mean nothing to the
 * program, but refer to one another as its own rows do.
 */
export async function fillEveryTable(location: StoreLocation, rowsEach: number): Promise<void> {
  const store = openDatabase(location);
  await migrateAll(store);
  const columns = new Map((await store.db.introspection.getTables()).map((table) => [table.name, table.columns]));
  await store.db.transaction().execute(async (db) => {
    for (const table of STORED_TABLES) {
      const rows = SINGLE.has(table.name) ? 1 : rowsEach;
      await fillTable({ ...store, db }, table, columns.get(snakeCase(table.name)) ?? [], rows);
    }
  });
  await store.close();
}

async function fillTable(
  { db, dialect }: Pick<Store, "db" | "dialect">,
  { name: table, key }: StoredTable,
  columns: readonly Column[],
  rows: number,
): Promise<void> {
  const keepingNumbers = dialect === "postgres" ? sql`overriding system value` : sql``;
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const tuples = Array.from(
    { length: rows },
    (_, index) => sql`(${sql.join(columns.map((column) => madeUpValue(column, MIN_ID + index, key)))})`,
  );
  await sql`insert into ${sql.table(table)} (${names}) ${keepingNumbers} values ${sql.join(tuples)}`.execute(db);
}

interface Column {
  name: string;
  dataType: string;
  isNullable: boolean;
}

function madeUpValue(
  { name, dataType, isNullable }: Column,
  row: number,
  key: readonly string[],
): string | number | boolean | null {
  const isName = key.some((one) => snakeCase(one) === name) || /(^|_)(id|key|token|email|hash|digest)$/.test(name);
  if (isNullable && !isName && row % 3 === 0) return null;
  // SQLite keeps times as text, under the names that better-auth gives them.
  if (/timestamp/i.test(dataType) || (/text/i.test(dataType) && /_at$/.test(name))) {
    return new Date(Date.UTC(2026, 0, row, 1, 2, 3, row)).toISOString();
  }
  if (/bool/i.test(dataType)) return row % 2 === 0;
  if (/double|real/i.test(dataType)) return 0.1 * row;
  if (/text|char/i.test(dataType)) return isName ? `${row}` : `${TEXTS[row % TEXTS.length]}${row}`;
  if (isName || /number/.test(name)) return row;
  if (/verified/.test(name)) return row % 2;
  return /_(at|time|since)$/.test(name) ? SOME_TIME + row : row * 1_000_003;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
