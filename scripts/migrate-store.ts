// npm run migrate-store -- <from> <to>: copies a whole store. Each is a folder, such as ./data, or a postgres://
// address.
import { type ExactCost, NO_COST, roundCost } from "@/lib/domain/money/cost";
import { formatUsd } from "@/lib/domain/money/format-usd";
import { toHistoryLocation } from "@/lib/server/history/history-location";
import { copyStore } from "@/lib/server/store-copy/copy-store";
import { endWith } from "./end-with";

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  endWith("Name both stores: npm run migrate-store -- ./data postgres://user:password@host:5432/clusterdeck");
}
const copied = await copyStore(toHistoryLocation(from), toHistoryLocation(to)).catch(endWith);

const lines = [["", "from", "to"]];
for (const [table, rows] of copied.from.rows) lines.push([`${table} rows`, `${rows}`, `${copied.to.rows.get(table)}`]);
for (const [cluster, cost] of copied.from.costs) {
  lines.push([cluster, costWords(cost), costWords(copied.to.costs.get(cluster))]);
}
const widths = [0, 1, 2].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
for (const cells of lines) {
  console.log(
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}
console.log(
  "\nBoth stores have the same contents. Point the server at the new one and start it. Keys of accounts and secrets of channels were " +
    "copied encrypted: it needs the same CLUSTERDECK_SECRET_KEY, or the file secret-key in its data folder.",
);

/** An unknown price is not zero. */
function costWords(cost: ExactCost = NO_COST): string {
  return cost === NO_COST ? "none known" : formatUsd(roundCost(cost));
}
