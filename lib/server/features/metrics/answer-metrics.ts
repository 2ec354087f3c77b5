import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Metrics } from "@/lib/contract/metrics";
import type { Problem } from "@/lib/contract/problem";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import {
  LATE,
  METRICS_WINDOW_MS,
  type MetricsReading,
  type MetricsWindow,
  PROVIDER_WINDOWS,
  type ProviderWindow,
} from "@/lib/domain/cluster/metrics";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { askProvider } from "../../http/ask-provider";
import type { FoundCluster } from "../../http/find-cluster";
import { problemOf } from "../../http-problem";
import type { OnDemandReads } from "../../on-demand/on-demand-reads";
import { metricsView } from "./metrics-view";
import { type RecordingHistory, recordedMetrics } from "./recorded-metrics";

interface Sources {
  onDemandReads: { metrics: Pick<OnDemandReads["metrics"], "ask"> };
  /** `null` while it cannot be opened. */
  history: RecordingHistory | null;
  now: () => EpochMs;
  /** How long to wait for the provider. */
  waitMs: number;
}

/**
 * If a provider fails, does not answer in time or has no history, there are still the last reading and our own samples.
 */
export async function answerMetrics(found: FoundCluster, window: MetricsWindow, sources: Sources): Promise<Metrics> {
  const { snapshot, tracked } = found;
  const providerWindow = PROVIDER_WINDOWS.find((one) => one === window);
  const { asked, problem } = await ask(found, providerWindow ?? "1h", sources);
  const now = recordedNow(tracked.reading, asked);
  const hasHistory = providerWindow !== undefined && asked !== null && asked.series.length > 0;
  const to = sources.now();
  const recorded = await recordedMetrics(sources.history, {
    clusterId: clusterIdOf(snapshot.id, tracked.reading.providerClusterId),
    window: hasHistory ? null : { from: to - METRICS_WINDOW_MS[window], to },
    measured: now === "on-demand" ? asked : null,
  });
  return metricsView(tracked, {
    asked,
    samples: recorded.samples,
    recording: { now, since: recorded.sampling?.since ?? null, everyMs: recorded.sampling?.everyMs ?? null },
    // With a provider's own history, nothing is missing here.
    problem: problem ?? (hasHistory ? null : recorded.problem),
  });
}

/** A list's reading without values gets them from its details; without details, they are read only on demand. */
function recordedNow({ metrics, depth }: ClusterReading, asked: MetricsReading | null): Metrics["recording"]["now"] {
  if (metrics.length > 0) return "always";
  if (asked === null || asked.current.length === 0) return "no";
  return depth === "summary" ? "always" : "on-demand";
}

async function ask(
  { snapshot, tracked: { reading } }: FoundCluster,
  window: ProviderWindow,
  { onDemandReads, waitMs }: Sources,
): Promise<{ asked: MetricsReading | null; problem: Problem | null }> {
  if (!reading.onDemand.includes("metrics")) return { asked: null, problem: null };
  try {
    const answer = askProvider(onDemandReads.metrics, snapshot, { cluster: reading, window });
    const asked = await Promise.race([answer, sleep(waitMs, LATE, { ref: false })]);
    if (asked !== LATE) return { asked, problem: null };
    // The request continues, and its answer is cached for whoever asks next.
    const detail = `${snapshot.provider.label} has not answered yet. Clusterdeck is still waiting for it.`;
    return { asked: null, problem: { code: LATE, detail } };
  } catch (error) {
    const problem = problemOf(error)?.problem;
    if (problem === undefined) throw error;
    return { asked: null, problem };
  }
}
