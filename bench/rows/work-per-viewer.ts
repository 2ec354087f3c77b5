import { HOUR_MS } from "@/lib/domain/time/epoch";
import { startBareApp } from "../kit/bare-app";
import { startFleetApp } from "../kit/fleet-app";
import { load } from "../kit/load";
import { inRounds } from "../kit/rounds";
import type { Row } from "../kit/row";
import { median, medianRatio } from "../kit/statistics";

const CLUSTERS = 500;
const UNCHANGED_MS = HOUR_MS;
/** Serialising or compressing the fleet for each viewer would multiply it. */
const MAX_GROWTH = 1.05;

/** How much work one more viewer of an unchanged fleet causes: no more than sending bytes that already exist. */
export async function workPerViewer(isQuick: boolean): Promise<Row[]> {
  const seconds = isQuick ? 3 : 6;
  await using app = await startFleetApp({ clusters: CLUSTERS, pollIntervalMs: UNCHANGED_MS });
  await using bare = await startBareApp(app.fleetUrl);

  const rounds = await inRounds(isQuick ? 3 : 7, async () => ({
    app: await load({ url: app.fleetUrl, pid: app.pid, seconds, status: 200 }),
    bare: await load({ url: bare.constantUrl, pid: bare.pid, seconds, status: 200 }),
  }));
  const ratio = medianRatio(rounds, (round) => ({
    over: round.app.processorMsPerRequest,
    under: round.bare.processorMsPerRequest,
  }));
  const row = {
    what: `Server's processor time per full answer, ${CLUSTERS} clusters`,
    target: `≤ ${MAX_GROWTH} × bare: serialised and compressed once per revision`,
    measured: `${ratio.toFixed(2)} × (${median(rounds.map((round) => round.app.processorMsPerRequest)).toFixed(2)} ms)`,
    isMet: ratio <= MAX_GROWTH,
    against: `a bare Next route with a constant of the same bytes: ${median(rounds.map((round) => round.bare.processorMsPerRequest)).toFixed(2)} ms`,
  };
  return [row];
}
