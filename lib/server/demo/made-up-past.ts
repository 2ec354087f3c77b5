import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Poll } from "../history/record/poll";
import { finishedLife, type LifeStep, PAST_MS, pastOf } from "./made-up-life";

/** The time between the two readings around a change: half of it is the error that the ledger states. */
const WATCHED_GAP_MS = 12_000;
/** Nothing is read between two changes, however far apart: the made-up past counts as watched without a break. */
const UNBROKEN_MS = PAST_MS;
const OUTAGES = [
  { endedAgoMs: 11 * DAY_MS, lastedMs: 3 * HOUR_MS },
  { endedAgoMs: 33 * DAY_MS, lastedMs: 40 * MINUTE_MS },
] as const;
const FINISHED = ["ablation-01", "sft-round-2", "tokenizer-sweep", "reward-model", "long-context-8k"] as const;

/**
 * 60 days of polls that might have come before a demo account's first real one: two readings around each change, and none
 * while the server was down. The same for the same clusters.
 */
export function madeUpPast(first: Poll): Poll[] {
  const { at: now, accountId } = first;
  const living = first.clusters.map((cluster) => pastOf(cluster, now));
  const finished = first.clusters
    .filter(({ rate }) => rate.usdMicrosPerHour !== null)
    .slice(0, 2)
    .flatMap((like, index) =>
      FINISHED.filter((_, which) => which % 2 === index).map((name) => finishedLife(like, `${name}-${accountId}`, now)),
    );
  const lives = [...living, ...finished];
  const changes = lives.flatMap((steps) => steps.map(({ at }) => at));
  const readings = [
    now - PAST_MS,
    ...changes.flatMap((at) => [at - WATCHED_GAP_MS / 2, at + WATCHED_GAP_MS / 2]),
    now - 15_000,
  ];
  const outages = OUTAGES.map(({ endedAgoMs, lastedMs }) => ({
    from: now - endedAgoMs - lastedMs,
    to: now - endedAgoMs,
  }));
  const watched = [...readings, ...outages.flatMap(({ from, to }) => [from, to])]
    .map(Math.round)
    .filter((at) => at < now && !outages.some(({ from, to }) => at > from && at < to))
    .sort((one, other) => one - other);
  const isAfterOutage = (at: EpochMs) => outages.some(({ to }) => at === Math.round(to));
  return [...new Set(watched)].map((at) => ({
    ...first,
    at,
    steady: null,
    complete: true,
    pollIntervalMs: isAfterOutage(at) ? first.pollIntervalMs : UNBROKEN_MS,
    clusters: lives.flatMap((steps) => stateAt(steps, at)),
    gone: lives.flatMap((steps) => goneAt(steps, at)),
  }));
}

function stateAt(steps: readonly LifeStep[], at: EpochMs) {
  const reading = steps.findLast((step) => step.at <= at)?.reading;
  return reading ? [reading] : [];
}

function goneAt(steps: readonly LifeStep[], at: EpochMs): string[] {
  const last = steps.findLast((step) => step.at <= at);
  const id = steps[0]?.reading?.providerClusterId;
  return last?.reading === null && id !== undefined ? [id] : [];
}
