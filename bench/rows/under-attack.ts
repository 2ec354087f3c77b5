import { setTimeout as sleep } from "node:timers/promises";
import { startPostgres } from "@/lib/testing/postgres";
import type { Attack } from "../attack/attack";
import { type AttackedApp, startAttackedApp } from "../attack/attacked-app";
import { guestsCostQueries, guestsYears, viewersCostQueries } from "../attack/cost-queries";
import { oneExport, twoExports } from "../attack/exports";
import { beginPost, halfSentPosts } from "../attack/half-sent-posts";
import { signInAgainAndAgain } from "../attack/own-sign-in";
import { loginFlood, pictureFlood, unknownLinkFlood } from "../attack/page-floods";
import { strangersPairings } from "../attack/pairings";
import { strangersSignIns } from "../attack/sign-ins";
import { type Answers, type Watched, watchOthers } from "../attack/watch-others";
import { watchPeakMb } from "../kit/process-usage";
import { inRounds } from "../kit/rounds";
import type { Row } from "../kit/row";
import { median, medianRatio, percentile } from "../kit/statistics";

/** A ratio of hundreds means that somebody waits for the attacker's work to be done. */
const MAX_RATIO = 100;
/** Far fewer than the server could answer, even on a busy machine: any wait must be due to the attackers. */
const HEALTH_EVERY_MS = 40;
const FLEET_EVERY_MS = 200;
const SETTLE_MS = 1_000;
const HALF_SENT_AT_STOP = 50;
const MAX_STOP_MS = 5_000;

const ATTACKS: readonly Attack[] = [
  guestsCostQueries,
  viewersCostQueries,
  oneExport,
  twoExports,
  strangersSignIns,
  pictureFlood,
  loginFlood,
  unknownLinkFlood,
  halfSentPosts,
  strangersPairings,
];

interface Round {
  before: { health: Answers; fleet: Answers };
  during: { health: Answers; fleet: Answers };
  peakMb: number;
  note: string;
}

/** What everybody else waits for while somebody attacks, as ratios to the same app left alone a moment before. */
export async function underAttack(isQuick: boolean): Promise<Row[]> {
  await using target = await startAttackedApp({ days: 200 });
  const rows: Row[] = [];
  for (const attack of ATTACKS) {
    const row = rowOf(attack, await attackInRounds(target, attack, isQuick));
    console.error(`bench:   ${row.what}: ${row.measured}`);
    rows.push(row);
  }
  return [...rows, await stopWithHalfSent(target)];
}

/** The same where all that is stored goes through a pool of connections. */
export async function postgresUnderAttack(isQuick: boolean): Promise<Row[]> {
  const postgres = await startPostgres();
  try {
    await using target = await startAttackedApp({ days: 365, databaseUrl: await postgres.createDatabase() });
    const name = `${guestsYears.name}, PostgreSQL`;
    const health = rowOf({ ...guestsYears, name }, await attackInRounds(target, guestsYears, isQuick));
    return [health, await signInsMeanwhile(target, isQuick)];
  } finally {
    await postgres.stop();
  }
}

function attackInRounds(target: AttackedApp, attack: Attack, isQuick: boolean): Promise<Round[]> {
  const durationMs = isQuick ? 2_000 : 8_000;
  return inRounds(isQuick ? 2 : 5, async () => {
    const before = await watch(target, durationMs);
    const peak = watchPeakMb(target.app.pid);
    const ending = new AbortController();
    const attacking = attack.run(target, ending.signal);
    const during = await watch(target, durationMs).finally(() => ending.abort());
    const note = await attacking;
    const peakMb = peak.end();
    await sleep(SETTLE_MS);
    return { before, during, peakMb, note };
  });
}

async function watch({ app, cookies }: AttackedApp, durationMs: number): Promise<Round["before"]> {
  const watched: Watched[] = [
    { url: `${app.url}/api/health`, headers: {}, everyMs: HEALTH_EVERY_MS },
    { url: `${app.url}/api/clusters`, headers: { Cookie: cookies.viewer }, everyMs: FLEET_EVERY_MS },
  ];
  const [health, fleet] = await watchOthers(watched, durationMs);
  if (health === undefined || fleet === undefined) throw new Error("The watching thread missed a measurement.");
  return { health, fleet };
}

function rowOf({ name }: Attack, rounds: readonly Round[]): Row {
  const ratio = (what: "health" | "fleet", percent: number) =>
    medianRatio(rounds, ({ before, during }) => ({
      over: percentile(during[what].timesMs, percent),
      under: percentile(before[what].timesMs, percent),
    }));
  const slowestMs = (when: "before" | "during") =>
    median(rounds.map((round) => percentile(round[when].health.timesMs, 99))).toFixed(0);
  const failures = rounds.flatMap(({ during }) => [...during.health.failures, ...during.fleet.failures]);
  const health = ratio("health", 99);
  const figures = [
    `health p99 ${health.toFixed(1)} × (${slowestMs("before")} → ${slowestMs("during")} ms), p50 ${ratio("health", 50).toFixed(1)} ×`,
    `fleet p99 ${ratio("fleet", 99).toFixed(1)} ×`,
    `${Math.max(...rounds.map(({ peakMb }) => peakMb)).toFixed(0)} MB`,
    ...(failures.length > 0
      ? [`${failures.length} of others' requests FAILED (${[...new Set(failures)].join(", ")})`]
      : []),
    `attackers: ${rounds.at(-1)?.note}`,
  ];
  return {
    what: name,
    target: `health p99 ≤ ${MAX_RATIO} × before, nobody else refused`,
    measured: figures.join("; "),
    isMet: health <= MAX_RATIO && failures.length === 0,
    against: "the same app just before",
  };
}

async function signInsMeanwhile(target: AttackedApp, isQuick: boolean): Promise<Row> {
  const signIns = (ms: number) => signInAgainAndAgain(target, AbortSignal.timeout(ms));
  const durationMs = isQuick ? 3_000 : 10_000;
  const rounds = await inRounds(isQuick ? 3 : 5, async () => {
    const before = await signIns(durationMs);
    const ending = new AbortController();
    const attacking = guestsYears.run(target, ending.signal);
    const during = await signIns(durationMs).finally(() => ending.abort());
    await attacking;
    await sleep(SETTLE_MS);
    return { before, during };
  });
  const ratio = medianRatio(rounds, ({ before, during }) => ({
    over: percentile(during.timesMs, 99),
    under: percentile(before.timesMs, 99),
  }));
  const refused = rounds.reduce((sum, { during }) => sum + during.refused, 0);
  const slowestMs = median(rounds.map(({ during }) => percentile(during.timesMs, 99)));
  return {
    what: `Own sign-in while ${guestsYears.name}, PostgreSQL`,
    target: `p99 ≤ ${MAX_RATIO} × before, none refused`,
    measured: `${ratio.toFixed(1)} × (${slowestMs.toFixed(0)} ms), refused ${refused}`,
    isMet: ratio <= MAX_RATIO && refused === 0,
    against: "the same app just before",
  };
}

/** Ends the app. */
async function stopWithHalfSent({ app }: AttackedApp): Promise<Row> {
  const sockets = Array.from({ length: HALF_SENT_AT_STOP }, () => beginPost(app.url, "/api/auth/sign-in/email"));
  await sleep(SETTLE_MS);
  const startedAt = performance.now();
  await app.stop();
  const tookMs = performance.now() - startedAt;
  for (const socket of sockets) socket.destroy();
  return {
    what: `Stop with ${HALF_SENT_AT_STOP} half-sent POST bodies open`,
    target: `< ${MAX_STOP_MS / 1_000} s`,
    measured: `${(tookMs / 1_000).toFixed(2)} s`,
    isMet: tookMs < MAX_STOP_MS,
    against: "–",
  };
}
