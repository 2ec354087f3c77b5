import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Rows per statement: bounded, because drivers limit the parameters of one statement, and SQLite works on the main thread. */
const ROWS_PER_STATEMENT = 100;

/** Rows, a statement's worth at a time; in between, pages and other accounts get their turn. */
export async function* chunks<Row>(rows: readonly Row[]): AsyncGenerator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    if (from > 0) await nextTurn();
    yield rows.slice(from, from + ROWS_PER_STATEMENT);
  }
}
