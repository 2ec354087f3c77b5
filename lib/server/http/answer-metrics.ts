import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { LATE, type Metrics } from "@/lib/contract/metrics";
import type { Problem } from "@/lib/contract/problem";
import type { EpochMs } from "@/lib/domain/cluster";
import { clusterIdOf } from "@/lib/domain/identity";
import { METRICS_WINDOW_MS, type MetricSeries, type MetricsReading, type MetricsWindow } from "@/lib/domain/metrics";
import { HistoryError } from "../history/history-error";
import type { History } from "../history/open-history";
import type { Questions } from "../poller/questions";
import { metricsView } from "../views/metrics-view";
import { askProvider } from "./ask-provider";
import type { FoundCluster } from "./find-cluster";
import { HttpProblem } from "./problem";

interface Sources {
  questions: Pick<Questions, "metrics">;
  /** `null` while it cannot be opened. */
  history: Pick<History, "readMetrics"> | null;
  now: EpochMs;
  /** How long the provider is waited for. */
  waitMs: number;
}

/** A provider that fails or does not answer in time, and one without a history, still leave the last reading and our own samples. */
export async function answerMetrics(found: FoundCluster, window: MetricsWindow, sources: Sources): Promise<Metrics> {
  const { asked, problem } = await ask(found, window, sources);
  if (asked !== null && asked.series.length > 0) return metricsView(found.tracked, { asked, samples: null, problem });
  const kept = await readSamples(found, window, sources);
  return metricsView(found.tracked, { asked, samples: kept.samples, problem: problem ?? kept.problem });
}

async function ask(
  { snapshot, tracked: { reading } }: FoundCluster,
  window: MetricsWindow,
  { questions, waitMs }: Sources,
): Promise<{ asked: MetricsReading | null; problem: Problem | null }> {
  if (!reading.onDemand.includes("metrics")) return { asked: null, problem: null };
  try {
    const answer = askProvider(questions.metrics, snapshot, { cluster: reading, window });
    const asked = await Promise.race([answer, sleep(waitMs, LATE, { ref: false })]);
    if (asked !== LATE) return { asked, problem: null };
    // The question goes on, and its answer serves the next who asks.
    const detail = `${snapshot.provider.label} has not answered yet. It is still waited for.`;
    return { asked: null, problem: { code: LATE, detail } };
  } catch (error) {
    if (error instanceof HttpProblem) return { asked: null, problem: error.problem };
    throw error;
  }
}

async function readSamples(
  { snapshot, tracked }: FoundCluster,
  window: MetricsWindow,
  { history, now }: Sources,
): Promise<{ samples: MetricSeries[]; problem: Problem | null }> {
  const clusterId = clusterIdOf(snapshot.id, tracked.reading.providerClusterId);
  try {
    const samples = await history?.readMetrics(clusterId, { from: now - METRICS_WINDOW_MS[window], to: now });
    return { samples: samples ?? [], problem: null };
  } catch (error) {
    if (error instanceof HistoryError) return { samples: [], problem: { code: "history", detail: error.message } };
    throw error;
  }
}
