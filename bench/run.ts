import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { hostileAnswer } from "./kit/hostile-answer";
import { type Measured, writeResults } from "./kit/results";
import type { Bench, Row } from "./kit/row";
import { speedPage } from "./kit/speed-page";
import { table } from "./kit/table";
import { alertList } from "./rows/alert-list";
import { alertWork } from "./rows/alert-work";
import { browserHeap, wallHeap } from "./rows/browser-heap";
import { changeToScreen } from "./rows/change-to-screen";
import { chartUpdate } from "./rows/chart-update";
import { coldStart } from "./rows/cold-start";
import { costQuery } from "./rows/cost-query";
import { costsBesideFleet } from "./rows/costs-beside-fleet";
import { everyProvider } from "./rows/every-provider";
import { firstLoad } from "./rows/first-load";
import { fleetThroughput } from "./rows/fleet-throughput";
import { historyGrowth } from "./rows/history-growth";
import { largestPaint } from "./rows/largest-paint";
import { logScroll } from "./rows/log-scroll";
import { manyMachines, mixedRequests } from "./rows/memory-under-attack";
import { metricsScrape } from "./rows/metrics-scrape";
import { pollWork, wallWork } from "./rows/poll-work";
import { pollWriting } from "./rows/poll-writing";
import { providerCalls } from "./rows/provider-calls";
import { serverMemory } from "./rows/server-memory";
import { postgresUnderAttack, underAttack } from "./rows/under-attack";
import { viewerTraffic } from "./rows/viewer-traffic";
import { workPerViewer } from "./rows/work-per-viewer";

// npm run bench -- [--quick] [numbers]
const benches = new Map<number, Bench>([
  [1, providerCalls],
  [2, fleetThroughput],
  [3, workPerViewer],
  [4, changeToScreen],
  [5, firstLoad],
  [6, pollWork],
  [7, browserHeap],
  [8, serverMemory],
  [9, coldStart],
  [10, largestPaint],
  [11, costQuery],
  [12, historyGrowth],
  [13, wallHeap],
  [14, wallWork],
  [15, chartUpdate],
  [16, logScroll],
  [22, pollWriting],
  [23, costsBesideFleet],
  [24, viewerTraffic],
  [25, alertWork],
  [26, alertList],
  [27, everyProvider],
  [28, metricsScrape],
]);
const attacks = new Map<number, Bench>([
  [17, underAttack],
  [18, postgresUnderAttack],
  [19, hostileAnswer],
  [20, mixedRequests],
  [21, manyMachines],
]);
const numbered = new Map([...benches, ...attacks]);

const words = process.argv.slice(2);
const isQuick = words.includes("--quick");
const chosen = words.filter((word) => word !== "--quick").map(Number);
const unknown = chosen.filter((number) => !numbered.has(number));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(", ")}: the rows are ${[...numbered.keys()].join(", ")}.`);
  process.exit(2);
}

// Leaving by `exit` ends the apps that were started.
process.once("SIGTERM", () => process.exit(143));

const measured = new Map<number, Measured>();
for (const [number, bench] of numbered) {
  if (chosen.length > 0 && !chosen.includes(number)) continue;
  const [load = 0] = loadavg();
  console.error(
    `bench: row ${number}, ${bench.name} (load ${load.toFixed(1)} on ${availableParallelism()} processors)…`,
  );
  measured.set(number, {
    load,
    section: attacks.has(number) ? "under attack" : "speed",
    rows: await bench(isQuick).catch((error: unknown) => [failed(bench, error)]),
  });
}
const rows = [...measured.values()].flatMap((result) => result.rows);
// A quick run is too imprecise to be kept.
if (!isQuick) writeFileSync("docs/speed.md", speedPage(writeResults(measured)));
const rowsOf = (section: Measured["section"]) =>
  [...measured.values()].flatMap((result) => (result.section === section ? result.rows : []));
const [speed, attacked] = [rowsOf("speed"), rowsOf("under attack")];
if (speed.length > 0) console.log(table(speed));
if (attacked.length > 0) console.log(`\nUnder attack\n\n${table(attacked)}`);
const missed = rows.filter(({ isMet }) => !isMet).length;
console.log(`\n${rows.length - missed} of ${rows.length} targets met`);
// Anything that a failed row left open must not keep the bench alive.
process.exit(0);

function failed(bench: Bench, error: unknown): Row {
  console.error(error);
  return { what: bench.name, target: "a figure", measured: "none: it failed, see above", isMet: false, against: "–" };
}
