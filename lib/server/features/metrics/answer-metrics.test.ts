import { beforeEach, expect, it } from "vitest";
import { metricsSchema } from "@/lib/contract/metrics";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { MetricsReading, MetricValue, ProviderWindow } from "@/lib/domain/cluster/metrics";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "../../history/open-history";
import type { FoundCluster } from "../../http/find-cluster";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { ProviderError } from "../../providers/errors";
import { StoreError } from "../../store/store-error";
import { answerMetrics } from "./answer-metrics";
import type { RecordingHistory } from "./recorded-metrics";

const NOW = Date.UTC(2026, 10, 20, 15);
const metric = { key: "gpu_utilization", label: "GPU utilization", unit: "%" };
const gpu = (value: number): MetricValue => ({ ...metric, value });
const iso = (time: number) => new Date(time).toISOString();

function foundCluster(changes: Partial<ClusterReading> = {}): FoundCluster {
  const reading = readingOf({ metrics: [gpu(80)], onDemand: ["metrics"], ...changes });
  return {
    snapshot: initialSnapshot({
      ...{ id: "shade", label: "Shadeform", pollIntervalMs: 15_000 },
      provider: { id: "shadeform", label: "Shadeform" },
    }),
    tracked: {
      ...{ reading, observedAt: NOW - 5_000, statusSince: 0, statusMayBeOlder: false, missed: null },
      details: { reading, readAt: NOW - 7 * MINUTE_MS },
    },
  };
}

/** The samples below are 40 and 43 minutes apart. */
const RECORDED = { now: "always", since: iso(NOW - 90 * MINUTE_MS), everyMs: 43 * MINUTE_MS };

const answered: MetricsReading = {
  measuredAt: NOW - 1_000,
  current: [gpu(90)],
  series: [{ ...metric, points: [[NOW - MINUTE_MS, 88]] }],
  alerts: [{ severity: "warning", title: "hot", since: NOW }],
};

describeEachStore((newStore) => {
  let history: RecordingHistory;
  let opened: History;
  beforeEach(async () => {
    opened = await openHistory(await newStore());
    await opened.recordPoll(pollOf(NOW - 60 * MINUTE_MS));
    for (const [agoMs, value] of [
      [90 * MINUTE_MS, 10],
      [50 * MINUTE_MS, 20],
      [7 * MINUTE_MS, 80],
    ] as const) {
      await opened.recordSamples([{ clusterId: "shade~a", at: NOW - agoMs, values: [gpu(value)] }]);
    }
    history = opened;
    return () => opened.close();
  });
  const answer = async (
    ask: () => Promise<MetricsReading | null>,
    changes: Partial<ClusterReading> = {},
    waitMs = 60_000,
  ) => {
    const sources = { onDemandReads: { metrics: { ask } }, history, now: () => NOW, waitMs };
    return metricsSchema.parse(await answerMetrics(foundCluster(changes), "1h", sources));
  };
  const recorded = [
    {
      ...metric,
      points: [
        [iso(NOW - 50 * MINUTE_MS), 20],
        [iso(NOW - 7 * MINUTE_MS), 80],
      ],
    },
  ];

  it("answers with the provider's history if it has one", async () => {
    expect(await answer(async () => answered)).toEqual({
      current: [gpu(90)],
      series: [{ ...metric, points: [[iso(NOW - MINUTE_MS), 88]] }],
      alerts: [{ severity: "warning", title: "hot", since: iso(NOW) }],
      ...{ observedAt: iso(NOW - 1_000), seriesFrom: "provider", recording: RECORDED, problem: null },
    });
  });

  it("answers with its own samples if the provider has none", async () => {
    const { series, seriesFrom, current } = await answer(async () => ({ ...answered, series: [] }));
    expect([series, seriesFrom, current]).toEqual([recorded, "samples", [gpu(90)]]);
  });

  it("answers with the last reading, as old as its details are, and its samples if the provider is not asked", async () => {
    const unasked = async () => {
      throw new Error("expected not to be asked");
    };
    expect(await answer(unasked, { onDemand: [] })).toEqual({
      ...{ current: [gpu(80)], series: recorded, alerts: [], observedAt: iso(NOW - 7 * MINUTE_MS) },
      ...{ seriesFrom: "samples", recording: RECORDED, problem: null },
    });
  });

  it("still answers with all of that when the provider refuses, and says why", async () => {
    const refused = async () => {
      throw new ProviderError("forbidden", "The key may not read metrics.");
    };
    expect(await answer(refused)).toMatchObject({
      ...{ current: [gpu(80)], series: recorded, seriesFrom: "samples", observedAt: iso(NOW - 7 * MINUTE_MS) },
      problem: { code: "forbidden", detail: "The key may not read metrics." },
    });
  });

  it("still answers with all of that while the provider hangs, and says what it is waiting for", async () => {
    const hangs = () => new Promise<never>(() => undefined);
    expect(await answer(hangs, {}, 1)).toMatchObject({
      ...{ current: [gpu(80)], series: recorded, seriesFrom: "samples", observedAt: iso(NOW - 7 * MINUTE_MS) },
      problem: { code: "late", detail: "Shadeform has not answered yet. Clusterdeck is still waiting for it." },
    });
  });

  it("still answers with current values when the history cannot be read, and says why", async () => {
    const locked = async () => {
      throw new StoreError("locked", "Another program holds the history's database.");
    };
    history = { readMetrics: locked, readSampling: locked, recordSamples: locked };
    expect(await answer(async () => ({ ...answered, series: [] }))).toMatchObject({
      ...{ current: [gpu(90)], series: [] },
      problem: { code: "history", detail: "Another program holds the history's database." },
    });
  });

  it("reaches beyond any provider's history with its own samples", async () => {
    await opened.recordSamples([{ clusterId: "shade~a", at: NOW - 20 * DAY_MS, values: [gpu(5)] }]);
    const windows: ProviderWindow[] = [];
    const sources = {
      onDemandReads: {
        metrics: {
          ask: async (_: string, { window }: { window: ProviderWindow }) => {
            windows.push(window);
            return answered;
          },
        },
      },
      ...{ history, now: () => NOW, waitMs: 60_000 },
    };
    const { series, seriesFrom, current } = await answerMetrics(foundCluster(), "30d", sources);
    expect([windows, seriesFrom, current]).toEqual([["1h"], "samples", [gpu(90)]]);
    expect(series[0]?.points[0]).toEqual([iso(NOW - 20 * DAY_MS), 5]);
  });

  it("stores what only the on-demand read measured, each moment once, and says that nothing else measures it", async () => {
    const bare = { ...answered, series: [] };
    await answer(async () => bare, { metrics: [] });
    await answer(async () => bare, { metrics: [] });
    const later = { ...bare, measuredAt: NOW, current: [gpu(70)] };
    const { series, recording } = await answer(async () => later, { metrics: [] });
    expect(recording.now).toBe("on-demand");
    expect(series[0]?.points.slice(-2)).toEqual([
      [iso(NOW - 1_000), 90],
      [iso(NOW), 70],
    ]);
    // If they come with the details, the poll has stored them.
    await answer(async () => ({ ...bare, measuredAt: NOW - 500 }));
    expect((await answer(async () => later)).series[0]?.points).toHaveLength(series[0]?.points.length ?? 0);
  });

  it("does not hide its own bugs", async () => {
    const broken = async () => {
      throw new TypeError("broken");
    };
    await expect(answer(broken)).rejects.toThrow("broken");
  });
});
