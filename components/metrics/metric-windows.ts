import type { Metrics } from "@/lib/contract/metrics";
import { METRICS_WINDOW_MS, METRICS_WINDOWS, type MetricsWindow, PROVIDER_WINDOWS } from "@/lib/domain/cluster/metrics";
import type { TimeWindow } from "@/lib/domain/time/time-window";

const LABELS: Readonly<Record<MetricsWindow, string>> = {
  "1h": "1 h",
  "6h": "6 h",
  "24h": "24 h",
  "7d": "7 d",
  "30d": "30 d",
  "1y": "1 y",
};

interface Read extends Pick<Metrics, "recording"> {
  span: TimeWindow;
}

/** Each window a provider can answer for, and each longer one for which we hold more samples than for the next shorter one. */
export function offeredWindows(
  metrics: Read | undefined,
  chosen: MetricsWindow,
): { id: MetricsWindow; content: string }[] {
  const since = metrics?.recording.since ?? null;
  const recordedMs = metrics && since !== null ? metrics.span.to - Date.parse(since) : 0;
  return METRICS_WINDOWS.filter((window, index) => {
    const shorter = METRICS_WINDOWS[index - 1];
    return index < PROVIDER_WINDOWS.length || window === chosen || (shorter && recordedMs > METRICS_WINDOW_MS[shorter]);
  }).map((id) => ({ id, content: LABELS[id] }));
}
