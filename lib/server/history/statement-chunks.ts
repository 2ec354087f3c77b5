import "server-only";

/** Rows per statement: bounded, because drivers limit the parameters of one statement. */
const ROWS_PER_STATEMENT = 200;

export function chunks<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / ROWS_PER_STATEMENT);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
