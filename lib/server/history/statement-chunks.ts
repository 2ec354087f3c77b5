import "server-only";
import { nextTurn } from "../pause";

/** Rows per statement. Drivers limit the parameters of one statement, and SQLite works on the main thread. */
const ROWS_PER_STATEMENT = 100;

/** Yields rows one statement's worth at a time, and lets other work run in between. */
export async function* chunks<Row>(rows: readonly Row[]): AsyncGenerator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    if (from > 0) await nextTurn();
    yield rows.slice(from, from + ROWS_PER_STATEMENT);
  }
}
