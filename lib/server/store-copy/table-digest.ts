import "server-only";
import { createHash } from "node:crypto";
import type { Store } from "../store/open-database";
import type { StoredTable } from "../store/store-part";
import { type Row, readTable, storable } from "./table-pages";

export interface TableDigest {
  rows: number;
  /** In hexadecimal digits. Two tables with the same rows have the same one, in whichever database and order. */
  digest: string;
}

const DIGITS = 64;

export async function digestTable(db: Store["db"], table: StoredTable): Promise<TableDigest> {
  let rows = 0;
  // A sum does not depend on the order, in which databases differ: text sorts by the rules of a language in PostgreSQL.
  let sum = 0n;
  for await (const page of readTable(db, table)) {
    rows += page.length;
    for (const row of page) sum += digestRow(row);
  }
  return {
    rows,
    digest: BigInt.asUintN(DIGITS * 4, sum)
      .toString(16)
      .padStart(DIGITS, "0"),
  };
}

function digestRow(row: Row): bigint {
  const columns = Object.keys(row).sort();
  const text = JSON.stringify(columns.map((column) => [column, storable(row[column], "sqlite")]));
  return BigInt(`0x${createHash("sha256").update(text).digest("hex")}`);
}
