import "server-only";
import type { Migrations } from "./migrate";

/** One part of the store: how its tables are created, and which they are. */
export interface StorePart {
  migrations: Migrations;
  /** In an order in which no row comes before one that it refers to. */
  tables: readonly StoredTable[];
  /** The names of tables that are not copied, because all that they hold can be computed again. */
  derived?: readonly string[];
  /** Those of them that hold what is sealed: when it is to be sealed under another key, they are emptied instead. */
  derivedSealed?: readonly string[];
}

/** The names of its tables, in camel case. */
export interface StoredTable {
  name: string;
  /** The columns of its primary key. */
  key: readonly string[];
  /** Whether the database itself numbers its rows, in the single column of its key. */
  isNumbered?: true;
  /** The columns that hold what is sealed, so that it can be sealed anew under another key. */
  sealed?: readonly SealedColumn[];
}

export interface SealedColumn {
  column: string;
  /** What the secret box is told that the secret in this row belongs to. */
  owner: (row: Readonly<Record<string, unknown>>) => string;
}
