import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { providers } from "@/lib/server/providers/registry";
import { readFleet, startFleetApp } from "../kit/fleet-app";
import { processorMs } from "../kit/process-usage";
import type { Row } from "../kit/row";
import { percentile } from "../kit/statistics";

const CLUSTERS_PER_ACCOUNT = 100;
const POLL_INTERVAL_MS = 15 * SECOND_MS;
const ASK_EVERY_MS = 100;
const MAX_ANSWER_MS = 50;
const MAX_PROCESSOR_SHARE = 0.25;

/** An account at every provider, of the size that a large team has, read at the pace that each of them allows. */
export async function everyProvider(isQuick: boolean): Promise<Row[]> {
  const clusters = countListing() * CLUSTERS_PER_ACCOUNT;
  await using app = await startFleetApp({ clusters, pollIntervalMs: POLL_INTERVAL_MS, hasSingleClusters: true });
  const durationMs = (isQuick ? 0.5 : 2) * MINUTE_MS;
  const usedBefore = await processorMs(app.pid);
  const answersMs = await askFor(durationMs, `${app.url}/api/health`);
  const share = ((await processorMs(app.pid)) - usedBefore) / durationMs;
  const { accounts } = await readFleet(app.fleetUrl);
  const troubled = accounts.filter(({ state }) => state !== "ok").map(({ id, state }) => `${id} ${state}`);
  const what = `${providers.length} accounts, one at each provider, of ${CLUSTERS_PER_ACCOUNT} clusters with 8 nodes`;
  return [
    {
      what: `Accounts that cannot be read as often as they are, of ${what}`,
      target: "none",
      measured: troubled.join(", ") || "none",
      isMet: troubled.length === 0,
      against: "each provider's own limits, which its fake keeps",
    },
    {
      what: `Processor time of the server over ${what}`,
      target: `≤ ${MAX_PROCESSOR_SHARE * 100} % of one processor`,
      measured: `${(share * 100).toFixed(1)} %`,
      isMet: share <= MAX_PROCESSOR_SHARE,
      against: "nothing comparable",
    },
    {
      what: `p99 of the smallest answer over ${what}`,
      target: `≤ ${MAX_ANSWER_MS} ms`,
      measured: `${percentile(answersMs, 99).toFixed(1)} ms`,
      isMet: percentile(answersMs, 99) <= MAX_ANSWER_MS,
      against: "a server that holds its loop while it reads",
    },
  ];
}

/** The providers whose accounts have any number of clusters. */
function countListing(): number {
  const fakes = providers.map((provider) => provider.createFake({ now: Date.now, startedAt: Date.now() }));
  return fakes.filter(({ wire }) => wire.clusterId !== null).length;
}

/** How long each of many small answers took, evenly spread over the time. */
async function askFor(durationMs: number, url: string): Promise<number[]> {
  const until = performance.now() + durationMs;
  const took: number[] = [];
  while (performance.now() < until) {
    const askedAt = performance.now();
    await (await fetch(url)).arrayBuffer();
    took.push(performance.now() - askedAt);
    await sleep(ASK_EVERY_MS);
  }
  return took;
}
