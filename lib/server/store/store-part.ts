import "server-only";
import type { Migrations } from "./migrate";

/** One part of what is stored: how its tables are made, and which they are. */
export interface StorePart {
  migrations: Migrations;
  /** In an order in which a row never comes before one that it refers to. */
  tables: readonly StoredTable[];
}

/** Names are in camel case. */
export interface StoredTable {
  name: string;
  /** The columns of its primary key. */
  key: readonly string[];
  /** Whether the database itself numbers its rows, in the one column of its key. */
  isNumbered?: true;
}
