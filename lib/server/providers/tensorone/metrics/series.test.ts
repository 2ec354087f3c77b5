import { describe, expect, it } from "vitest";
import { MAX_POINTS } from "@/lib/domain/cluster/metrics";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { toMetricSeries } from "./series";

const T = Date.parse("2024-01-15T15:00:00Z");
const window = { from: T, to: T + 60 * MINUTE_MS };
const at = (minute: number) => T + minute * MINUTE_MS;
const iso = (minute: number) => new Date(at(minute)).toISOString();
const seconds = (minute: number) => at(minute) / 1_000;

const EXPECTED = [
  {
    ...{ key: "gpu_utilization", label: "GPU utilization", unit: "%" },
    points: [
      [at(0), 10],
      [at(1), 20],
    ],
  },
  {
    ...{ key: "cpu_utilization", label: "CPU utilization", unit: "%" },
    points: [
      [at(0), 5],
      [at(1), 6],
    ],
  },
];

const gpu = [
  { timestamp: iso(0), value: 10 },
  { timestamp: iso(1), value: 20 },
];
const cpu = [
  { timestamp: iso(0), value: 5 },
  { timestamp: iso(1), value: 6 },
];
const moments = [
  { timestamp: iso(0), gpu_utilization: 10, cpu_utilization: 5 },
  { timestamp: iso(1), gpu_utilization: 20, cpu_utilization: 6 },
];

describe("a history", () => {
  it.each<[shape: string, raw: unknown]>([
    ["a list of moments", moments],
    ["a list of moments, newest first", moments.toReversed()],
    ["a list of moments under a wrapper", { interval: "1m", data_points: moments }],
    [
      "a list of moments with groups",
      [
        { timestamp: iso(0), gpu: { utilization: 10 }, cpu: { utilization: 5 } },
        { timestamp: iso(1), gpu: { utilization: 20 }, cpu: { utilization: 6 } },
      ],
    ],
    ["lists of values by metric", { gpu_utilization: gpu, cpu_utilization: cpu }],
    ["lists of values by metric, in camel case", { gpuUtilization: gpu, cpuUtilization: cpu }],
    ["lists of values by metric and group", { gpu: { utilization: gpu }, cpu: { utilization: cpu } }],
    [
      "lists of moments by group",
      {
        gpu: [
          { time: iso(0), utilization: 10 },
          { time: iso(1), utilization: 20 },
        ],
        cpu: [
          { time: iso(0), utilization: 5 },
          { time: iso(1), utilization: 6 },
        ],
      },
    ],
    [
      "lists under a wrapper by metric",
      { gpu_utilization: { unit: "percent", points: gpu }, cpu_utilization: { points: cpu } },
    ],
    [
      "pairs by metric, in seconds",
      {
        gpu_utilization: [
          [seconds(0), 10],
          [seconds(1), 20],
        ],
        cpu_utilization: [
          [seconds(0), 5],
          [seconds(1), 6],
        ],
      },
    ],
    [
      "pairs by metric, in milliseconds",
      {
        gpu_utilization: [
          [at(0), 10],
          [at(1), 20],
        ],
        cpu_utilization: [
          [at(0), 5],
          [at(1), 6],
        ],
      },
    ],
    [
      "pairs of texts by metric",
      {
        gpu_utilization: [
          [String(seconds(0)), "10"],
          [String(seconds(1)), "20"],
        ],
        cpu_utilization: [
          [iso(0), "5"],
          [iso(1), "6"],
        ],
      },
    ],
    ["parallel lists", { timestamps: [iso(0), iso(1)], gpu_utilization: [10, 20], cpu_utilization: [5, 6] }],
    [
      "parallel lists in groups",
      {
        timestamps: [seconds(0), seconds(1)],
        gpu: { utilization: [10, 20] },
        cpu: { utilization: [5, 6] },
      },
    ],
    [
      "parallel lists by metric",
      {
        gpu_utilization: { timestamps: [at(0), at(1)], values: [10, 20] },
        cpu_utilization: { timestamps: [at(0), at(1)], values: [5, 6] },
      },
    ],
    [
      "a list of named lines",
      [
        {
          metric: "gpu_utilization",
          values: [
            [seconds(0), 10],
            [seconds(1), 20],
          ],
        },
        {
          metric: "cpu_utilization",
          values: [
            [seconds(0), 5],
            [seconds(1), 6],
          ],
        },
      ],
    ],
    [
      "a list of named values",
      [
        ...gpu.map((point) => ({ ...point, metric: "gpu_utilization" })),
        ...cpu.map((point) => ({ ...point, metric: "cpu_utilization" })),
      ],
    ],
    [
      "values by time",
      {
        gpu_utilization: { [iso(0)]: 10, [iso(1)]: 20 },
        cpu_utilization: { [iso(0)]: 5, [iso(1)]: 6 },
      },
    ],
    [
      "moments by time",
      {
        [iso(0)]: { gpu_utilization: 10, cpu_utilization: 5 },
        [iso(1)]: { gpu: { utilization: 20 }, cpu: { utilization: 6 } },
      },
    ],
  ])("is read from %s", (_, raw) => {
    expect(toMetricSeries(raw, window)).toEqual(EXPECTED);
  });

  it("leaves out points without a time or a number, and those outside the window", () => {
    const points = [
      { timestamp: iso(-1), value: 1 },
      { timestamp: iso(1), value: null },
      { timestamp: iso(2), value: "n/a" },
      { timestamp: "yesterday", value: 4 },
      { value: 5 },
      { timestamp: iso(3), value: 0 },
      { timestamp: "2099-01-01T00:00:00Z", value: 6 },
    ];
    expect(toMetricSeries({ cpu_utilization: points }, window)[0]?.points).toEqual([[at(3), 0]]);
  });

  it("mixes no units in a line", () => {
    const points = [
      [at(0), "2.5 Gbps"],
      [at(1), "900 Mbps"],
      [at(2), "70 %"],
      [at(3), "1 Gbps"],
    ];
    expect(toMetricSeries({ network: points }, window)).toMatchObject([
      {
        unit: "Mbit/s",
        points: [
          [at(0), 2_500],
          [at(1), 900],
          [at(3), 1_000],
        ],
      },
    ]);
  });

  it("is thinned to what a chart can draw, with its peak", () => {
    const points = Array.from({ length: 20_000 }, (_, index) => [T + index * 100, index === 7_777 ? 99 : index % 7]);
    const [series] = toMetricSeries({ gpu_utilization: points }, window);
    expect(series?.points.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(series?.points).toContainEqual([T + 777_700, 99]);
  });

  it.each([
    [null],
    [undefined],
    [5],
    ["1h"],
    [[]],
    [{}],
    [[null, 5, "x", []]],
    [{ timestamps: 5 }],
    [{ data: { data: {} } }],
  ])("of %j is none", (raw) => {
    expect(toMetricSeries(raw, window)).toEqual([]);
  });
});
