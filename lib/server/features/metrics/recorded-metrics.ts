import "server-only";
import type { Problem } from "@/lib/contract/problem";
import type { MetricSeries, MetricsReading } from "@/lib/domain/cluster/metrics";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { Sampling } from "../../history/read/read-sampling";
import { StoreError } from "../../store/store-error";

export type RecordingHistory = Pick<History, "readMetrics" | "readSampling" | "recordSamples">;

interface Wanted {
  clusterId: string;
  /** `null` if the provider's own history is shown. */
  window: TimeWindow | null;
  /** What only this on-demand read has measured, and no poll will: stored first, so that it is the newest sample. */
  measured: Pick<MetricsReading, "measuredAt" | "current"> | null;
}

interface RecordedMetrics {
  /** `null` if none were requested. */
  samples: MetricSeries[] | null;
  sampling: Sampling | null;
  problem: Problem | null;
}

/** What this server has sampled of a cluster. A history that fails leaves a problem with a sentence. */
export async function recordedMetrics(history: RecordingHistory | null, wanted: Wanted): Promise<RecordedMetrics> {
  const { clusterId, window, measured } = wanted;
  const nothing = { samples: window && [], sampling: null };
  if (history === null) return { ...nothing, problem: null };
  // However many people look at one answer, it is one moment, and stored once.
  const sample = measured && { clusterId, at: measured.measuredAt, values: measured.current };
  const unwritten = sample && (await attempt(() => history.recordSamples([sample])));
  const read = await attempt(async () => ({
    samples: window && (await history.readMetrics(clusterId, window)),
    sampling: await history.readSampling(clusterId),
  }));
  const problem = read.problem ?? unwritten?.problem ?? null;
  return { ...(read.value ?? nothing), problem };
}

async function attempt<Value>(run: () => Promise<Value>): Promise<{ value: Value | null; problem: Problem | null }> {
  try {
    return { value: await run(), problem: null };
  } catch (error) {
    if (error instanceof StoreError) return { value: null, problem: { code: "history", detail: error.message } };
    throw error;
  }
}
