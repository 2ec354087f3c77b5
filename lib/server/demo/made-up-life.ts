import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { timesRate, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { madeUp } from "./made-up-random";

/** How far back the demo's history goes. */
export const PAST_MS = 60 * DAY_MS;

/** The state of a cluster from a certain time on; `null` once it is gone. */
export interface LifeStep {
  at: EpochMs;
  reading: ClusterReading | null;
}

/** The made-up past of a cluster that the demo has now. It ends in the cluster's current state. */
export function pastOf(now: ClusterReading, at: EpochMs): LifeStep[] {
  const id = now.providerClusterId;
  const madeUpAge = (0.25 + 0.7 * madeUp(id, "age")) * PAST_MS;
  const bornAt = Math.max(at - PAST_MS, now.createdAt ?? now.activeAt ?? at - madeUpAge);
  if (at - bornAt < 30 * MINUTE_MS) return [];
  const restedSince = now.status === "stopped" ? at - 2 * DAY_MS * madeUp(id, "rest") - MINUTE_MS : at;
  return [...life(now, bornAt, restedSince), { at: restedSince, reading: now }].filter((step) => step.at < at);
}

/** A former cluster: like a current one, under its own name. */
export function finishedLife(like: ClusterReading, name: string, at: EpochMs): LifeStep[] {
  const lastsMs = (0.5 + 11 * madeUp(name, "lasts")) * DAY_MS;
  const bornAt = at - PAST_MS + madeUp(name, "born") * (PAST_MS - lastsMs - DAY_MS);
  const one = { ...like, providerClusterId: `past-${name}`, name, status: "running", nodes: null } as const;
  return [...life({ ...one, healthReasons: [] }, bornAt, bornAt + lastsMs), { at: bornAt + lastsMs, reading: null }];
}

/** Provisioned, then running at a price that changes now and then, with some bad hours. */
function life(cluster: ClusterReading, from: EpochMs, to: EpochMs): LifeStep[] {
  const id = cluster.providerClusterId;
  const running: ClusterReading = {
    ...cluster,
    status: "running",
    health: "healthy",
    healthReasons: [],
    statusSince: null,
  };
  const making: ClusterReading = { ...running, status: "provisioning", health: "unknown" };
  const steps: LifeStep[] = [{ at: from, reading: making }];
  const readyAt = from + (4 + 9 * madeUp(id, "boot")) * MINUTE_MS;
  for (let [at, day, until] = [readyAt, 0, 0]; at < to; at = until, day += 1) {
    until = at + (1.5 + 4 * madeUp(id, "price", day)) * DAY_MS;
    // The last price is today's: nothing has changed just when the demo began.
    const isFirstOrLast = day === 0 || until >= to;
    const priced = atPrice(running, isFirstOrLast ? 1 : 0.92 + 0.16 * madeUp(id, "factor", day));
    steps.push({ at, reading: priced });
    if (madeUp(id, "trouble", day) > 0.35) continue;
    const badFrom = at + DAY_MS * madeUp(id, "when", day);
    const badTo = badFrom + (12 + 90 * madeUp(id, "long", day)) * MINUTE_MS;
    steps.push(
      { at: badFrom, reading: { ...priced, status: "degraded", health: "degraded" } },
      { at: badTo, reading: priced },
    );
  }
  return steps.sort((one, other) => one.at - other.at).filter(({ at }) => at < to);
}

function atPrice(cluster: ClusterReading, factor: number): ClusterReading {
  const { usdMicrosPerHour: rate } = cluster.rate;
  if (rate === null) return cluster;
  const cents = Math.round((rate * factor) / 10_000);
  return { ...cluster, rate: { ...cluster.rate, usdMicrosPerHour: timesRate(usdMicrosPerHour(10_000), cents) } };
}
