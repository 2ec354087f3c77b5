import "server-only";
import type { Metrics } from "@/lib/contract/metrics";
import type { MetricAlert, MetricSeries, MetricsReading, MetricValue } from "@/lib/domain/cluster/metrics";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime, nullableIsoTime } from "@/lib/domain/time/iso-time";
import { measuredAt, type TrackedCluster } from "../../poller/account-snapshot";

interface MetricsAnswer {
  /** What the provider has just answered; `null` if it has no such call or failed, so that its last reading is used. */
  asked: MetricsReading | null;
  /** What this server stored; `null` if it was not read, since the provider has its own history. */
  samples: MetricSeries[] | null;
  recording: { now: Metrics["recording"]["now"]; since: EpochMs | null; everyMs: number | null };
  problem: Metrics["problem"];
}

export function metricsView(tracked: TrackedCluster, { asked, samples, recording, problem }: MetricsAnswer): Metrics {
  const { current, alerts } = asked ?? { current: tracked.reading.metrics, alerts: tracked.reading.alerts };
  return {
    current: current.map(valueView),
    series: (samples ?? asked?.series ?? []).map(seriesView),
    alerts: alerts.map(alertView),
    observedAt: isoTime(asked?.measuredAt ?? measuredAt(tracked)),
    seriesFrom: samples === null ? "provider" : "samples",
    recording: { ...recording, since: nullableIsoTime(recording.since) },
    problem: problem && { code: problem.code, detail: problem.detail },
  };
}

function valueView({ key, label, unit, value }: MetricValue): Metrics["current"][0] {
  return { key, label, unit, value };
}

function seriesView({ key, label, unit, points }: MetricSeries): Metrics["series"][0] {
  return { key, label, unit, points: points.map(([at, value]): [string, number] => [isoTime(at), value]) };
}

function alertView({ severity, title, since }: MetricAlert): Metrics["alerts"][0] {
  return { severity, title, since: nullableIsoTime(since) };
}
