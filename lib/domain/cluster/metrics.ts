import { DAY_MS, type EpochMs, HOUR_MS } from "../time/epoch";

/** How far back providers can be asked. */
export const PROVIDER_WINDOWS = ["1h", "6h", "24h", "7d"] as const;
export type ProviderWindow = (typeof PROVIDER_WINDOWS)[number];

/** How far back a metrics chart can go: our own samples reach further than any provider's history. */
export const METRICS_WINDOWS = [...PROVIDER_WINDOWS, "30d", "1y"] as const;
export type MetricsWindow = (typeof METRICS_WINDOWS)[number];

export const METRICS_WINDOW_MS: Readonly<Record<MetricsWindow, number>> = {
  "1h": HOUR_MS,
  "6h": 6 * HOUR_MS,
  "24h": DAY_MS,
  "7d": 7 * DAY_MS,
  "30d": 30 * DAY_MS,
  "1y": 365 * DAY_MS,
};

/** One thing that is measured. */
export interface Metric {
  /** Stable, lower case: "gpu_utilization". */
  key: string;
  label: string;
  /** As written after a value: "%", "GB", "°C", "W", "bytes/s". `null` if the provider gives none. */
  unit: string | null;
}

export interface MetricValue extends Metric {
  value: number;
}

export interface MetricSeries extends Metric {
  /** Oldest first. */
  points: [at: EpochMs, value: number][];
}

export const ALERT_SEVERITIES = ["critical", "warning", "info"] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** What the provider itself reports as wrong with a cluster's performance. */
export interface MetricAlert {
  severity: AlertSeverity;
  title: string;
  since: EpochMs | null;
}

/** The most points of a line that a chart can draw without delay. */
export const MAX_POINTS = 400;

/** What a provider says about a cluster's performance. What it does not send is absent, not zero. */
export interface MetricsReading {
  /** When the current values were measured. */
  measuredAt: EpochMs;
  current: MetricValue[];
  /** Empty if the provider keeps no history; at most `MAX_POINTS` points each. */
  series: MetricSeries[];
  alerts: MetricAlert[];
}

/** A problem's code while the provider has not answered yet: its answer will be there for whoever asks again soon. */
export const LATE = "late" as const;
