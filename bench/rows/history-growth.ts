import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { type History, openHistory } from "@/lib/server/history/open-history";
import { SQLITE_FILE } from "@/lib/server/store/sqlite-file";
import { nodeOf, POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import type { Row } from "../kit/row";
import { percentile } from "../kit/statistics";

const YEAR_MS = 365 * DAY_MS;
const MAX_WRITING_MS = 30;
const START = Date.UTC(2026, 0, 1);

/** How much disk the polls of an unchanging fleet use, and the work of writing one. */
export async function historyGrowth(isQuick: boolean): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "clusterdeck-growth-"));
  const polls = isQuick ? 100 : 1_000;
  const first = await pollFleet(folder, 0, 20);
  const bytesBefore = await sizeOf(folder);
  const works = await pollFleet(folder, first.length, polls);
  const bytesPerPoll = ((await sizeOf(folder)) - bytesBefore) / polls;
  await rm(folder, { recursive: true, force: true });
  const yearBytes = bytesPerPoll * (YEAR_MS / POLL_INTERVAL_MS);
  const against = "storing each poll: about 1 GB";
  return [
    {
      what: "Database growth, a year of an unchanged fleet of 500 clusters with 8 nodes, polled every 15 s",
      target: "< 1 MB",
      measured: `${(yearBytes / 1e6).toFixed(2)} MB (${polls} polls added ${bytesPerPoll * polls} bytes to ${(bytesBefore / 1e6).toFixed(1)} MB)`,
      isMet: yearBytes < 1e6,
      against,
    },
    {
      what: "Work of writing one such poll, 95th percentile, CPU time",
      target: `≤ ${MAX_WRITING_MS} ms`,
      measured: `${percentile(works, 95).toFixed(1)} ms (median ${percentile(works, 50).toFixed(1)} ms)`,
      isMet: percentile(works, 95) <= MAX_WRITING_MS,
      against: "–",
    },
  ];
}

/** Milliseconds of CPU time of each poll. Closing the history empties its write-ahead log into the database. */
async function pollFleet(dataDir: string, from: number, count: number): Promise<number[]> {
  const history: History = await openHistory({ dataDir });
  const nodes = Array.from({ length: 8 }, (_, index) => nodeOf(`n${index}`));
  const clusters = Array.from({ length: 500 }, (_, index) => readingOf({ providerClusterId: `c${index}`, nodes }));
  const works: number[] = [];
  for (let poll = from; poll < from + count; poll += 1) {
    const before = process.threadCpuUsage();
    await history.recordPoll(pollOf(START + poll * POLL_INTERVAL_MS, { clusters }));
    const { user, system } = process.threadCpuUsage(before);
    works.push((user + system) / 1_000);
  }
  await history.close();
  return works;
}

async function sizeOf(dataDir: string): Promise<number> {
  return (await stat(path.join(dataDir, SQLITE_FILE))).size;
}
