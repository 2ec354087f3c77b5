import type { Row } from "./row";

const COLUMNS = ["What", "Target", "Measured", "Met", "Against"];

/** Rows as text in aligned columns. */
export function table(rows: readonly Row[]): string {
  const lines = [
    COLUMNS,
    ...rows.map(({ what, target, measured, isMet, against }) => [
      what,
      target,
      measured,
      isMet ? "yes" : "NO",
      against,
    ]),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
