import "server-only";
import type { Migrations } from "./migrate";

/** One part of the store: how its tables are created, and which they are. */
export interface StorePart {
  migrations: Migrations;
  /** In an order in which no row comes before one that it refers to. */
  tables: readonly StoredTable[];
  /** The names of tables that are not copied, because all that they hold can be computed again. */
  derived?: readonly string[];
}

/** The names of its tables, in camel case. */
export interface StoredTable {
  name: string;
  /** The columns of its primary key. */
  key: readonly string[];
  /** Whether the database itself numbers its rows, in the single column of its key. */
  isNumbered?: true;
}
