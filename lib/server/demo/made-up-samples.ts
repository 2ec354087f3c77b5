import "server-only";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { METRICS_WINDOW_MS, type MetricValue } from "@/lib/domain/cluster/metrics";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { MetricsSample } from "../history/record/metric-samples";
import type { RecordedPoll } from "../history/record/poll-recorder";
import { madeUp } from "./made-up-random";

/** As often as charts of an hour, a day and a week need, which takes few rows that are quickly written. */
const STEPS = [
  { upToMs: METRICS_WINDOW_MS["1h"], everyMs: 2 * MINUTE_MS },
  { upToMs: METRICS_WINDOW_MS["24h"], everyMs: 10 * MINUTE_MS },
  { upToMs: METRICS_WINDOW_MS["7d"], everyMs: 30 * MINUTE_MS },
] as const;
const AGES_MS = STEPS.flatMap(({ upToMs, everyMs }, index) => {
  const fromMs = STEPS[index - 1]?.upToMs ?? 0;
  return Array.from({ length: (upToMs - fromMs) / everyMs }, (_, step) => fromMs + (step + 1) * everyMs);
}).reverse();
/** How long a machine works, or rests, at a time. */
const SPELL_MS = 3 * 60 * MINUTE_MS;
const BUSY_SHARE = 0.7;

/** Metrics of machines at work, by unit, and the share of it at rest. */
const AT_WORK: ReadonlyMap<string | null, readonly [busy: number, restShare: number]> = new Map([
  ["%", [92, 0.05]],
  ["°C", [70, 0.55]],
  ["W", [310, 0.2]],
]);

/** The made-up metrics of a demo account's clusters in the week before its first poll. */
export function madeUpSamples({ accountId, clusters, samples, at: now }: RecordedPoll): MetricsSample[] {
  return samples.flatMap(({ clusterId, values }) => {
    const cluster = clusters.find((one) => clusterIdOf(accountId, one.providerClusterId) === clusterId);
    const bornAt = cluster?.createdAt ?? now;
    return AGES_MS.map((ageMs) => now - ageMs)
      .filter((at) => at >= bornAt)
      .map((at) => ({ clusterId, at, values: values.map((value) => madeUpValue(clusterId, value, at)) }));
  });
}

function madeUpValue(clusterId: string, present: MetricValue, at: EpochMs): MetricValue {
  const isBusy = madeUp(clusterId, "busy", Math.floor(at / SPELL_MS)) < BUSY_SHARE;
  const [busy, restShare] = AT_WORK.get(present.unit) ?? [present.value, 0.5];
  const wobble = 0.94 + 0.08 * madeUp(clusterId, present.key, at);
  return { ...present, value: Math.round(busy * (isBusy ? 1 : restShare) * wobble * 10) / 10 };
}
