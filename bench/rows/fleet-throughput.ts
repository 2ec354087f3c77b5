import { HOUR_MS } from "@/lib/domain/time/epoch";
import { startBareApp } from "../kit/bare-app";
import { startFleetApp } from "../kit/fleet-app";
import { load } from "../kit/load";
import { inRounds } from "../kit/rounds";
import type { Row } from "../kit/row";
import { median, medianRatio } from "../kit/statistics";

const CLUSTERS = 500;
const UNCHANGED_MS = HOUR_MS;

/** Answers per second over 100 connections: of a fleet that is polled every 15 s, and of one that does not change. */
export async function fleetThroughput(isQuick: boolean): Promise<Row[]> {
  const seconds = isQuick ? 2 : 5;
  await using live = await startFleetApp({ clusters: CLUSTERS, pollIntervalMs: 15_000 });
  await using unchanged = await startFleetApp({ clusters: CLUSTERS, pollIntervalMs: UNCHANGED_MS });
  await using bare = await startBareApp(unchanged.fleetUrl);

  const rounds = await inRounds(isQuick ? 3 : 7, async () => ({
    full: await load({ url: live.fleetUrl, pid: live.pid, seconds, status: 200 }),
    bare: await load({ url: bare.constantUrl, pid: bare.pid, seconds, status: 200 }),
    notModified: await load({
      url: unchanged.fleetUrl,
      pid: unchanged.pid,
      seconds,
      status: 304,
      headers: { "if-none-match": await etagOf(unchanged.fleetUrl) },
    }),
  }));

  const against = `a bare Next route with a constant of the same bytes and headers: ${Math.round(median(rounds.map((round) => round.bare.requestsPerSecond)))}/s`;
  const row = (what: string, measure: "full" | "notModified", atLeast: number): Row => {
    const ratio = medianRatio(rounds, (round) => ({
      over: round[measure].requestsPerSecond,
      under: round.bare.requestsPerSecond,
    }));
    const work = medianRatio(rounds, (round) => ({
      over: round[measure].processorMsPerRequest,
      under: round.bare.processorMsPerRequest,
    }));
    const perSecond = Math.round(median(rounds.map((round) => round[measure].requestsPerSecond)));
    return {
      what: `GET /api/clusters, ${CLUSTERS} clusters, 100 connections, ${what}`,
      target: `≥ ${atLeast.toFixed(1)} × bare`,
      measured: `${ratio.toFixed(2)} × (${perSecond}/s; processor time ${work.toFixed(2)} ×)`,
      isMet: ratio >= atLeast,
      against,
    };
  };
  return [row("full answers", "full", 0.9), row("nothing new (304)", "notModified", 1.2)];
}

async function etagOf(url: string): Promise<string> {
  return (await fetch(url, { method: "HEAD" })).headers.get("etag") ?? "";
}
