import "server-only";
import { sql, type Transaction } from "kysely";
import type { SecretBox } from "../secret-box/secret-box";
import type { Store } from "../store/open-database";
import type { SealedColumn, StoredTable } from "../store/store-part";
import { STORED_PARTS, STORED_TABLES } from "../store-copy/stored-parts";

type Row = Record<string, unknown>;
type Writer = Transaction<Record<never, never>>;

export interface Resealed {
  /** How many secrets are sealed with the new key now, those that were before included. */
  sealed: number;
  /** Whose secrets neither key opens: they stay as they are. */
  unreadable: string[];
}

/** Seals everything anew that is stored sealed, in one transaction: with the one key before, with the other one after, and never with both. */
export async function sealAnew({ longWork }: Store, from: SecretBox, to: SecretBox): Promise<Resealed> {
  return longWork.transaction().execute(async (writer) => {
    const result: Resealed = { sealed: 0, unreadable: [] };
    for (const { derivedSealed = [] } of STORED_PARTS)
      for (const name of derivedSealed) await sql`delete from ${sql.table(name)}`.execute(writer);
    for (const table of STORED_TABLES) {
      for (const column of table.sealed ?? []) await sealColumn(writer, { table, column, from, to }, result);
    }
    return result;
  });
}

interface Work {
  table: StoredTable;
  column: SealedColumn;
  from: SecretBox;
  to: SecretBox;
}

async function sealColumn(writer: Writer, { table, column, from, to }: Work, result: Resealed): Promise<void> {
  const { rows } = await sql<Row>`select * from ${sql.table(table.name)}`.execute(writer);
  for (const row of rows) {
    const sealed = row[column.column];
    // What was erased.
    if (typeof sealed !== "string") continue;
    const owner = column.owner(row);
    if (to.open(sealed, owner) === null) {
      const secret = from.open(sealed, owner);
      if (secret === null) {
        result.unreadable.push(owner);
        continue;
      }
      await writeSealed(writer, { table, column }, row, to.seal(secret, owner));
    }
    result.sealed += 1;
  }
}

async function writeSealed(
  writer: Writer,
  { table, column }: Pick<Work, "table" | "column">,
  row: Row,
  sealed: string,
): Promise<void> {
  const place = table.key.map((name) => sql`${sql.ref(name)} = ${row[name]}`);
  await sql`
    update ${sql.table(table.name)} set ${sql.ref(column.column)} = ${sealed}
    where ${sql.join(place, sql` and `)}`.execute(writer);
}
