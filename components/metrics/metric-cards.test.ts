import { expect, it } from "vitest";
import { metricCards } from "./metric-cards";

const metric = (key: string, unit: string | null = null) => ({ key, label: key, unit });
const points: [string, number][] = [["2026-11-20T15:00:00.000Z", 1]];

it("shows what is used together with how much of it there is, if both have the same unit", () => {
  const current = [
    { ...metric("gpu_memory_used", "GB"), value: 61 },
    { ...metric("gpu_memory_total", "GB"), value: 80 },
    { ...metric("disk_used", "GB"), value: 5 },
    { ...metric("disk_total", "TB"), value: 1 },
  ];
  expect(metricCards({ current, series: [] }).map(({ key, value, full }) => [key, value, full])).toEqual([
    ["gpu_memory_used", 61, 80],
    ["disk_used", 5, null],
    ["disk_total", 1, null],
  ]);
});

it("shows each value with its series, and a series that has no present value", () => {
  const current = [{ ...metric("cpu", "%"), value: 12 }];
  const series = [
    { ...metric("gone"), points },
    { ...metric("cpu", "%"), points },
  ];
  expect(metricCards({ current, series })).toEqual([
    { ...metric("cpu", "%"), value: 12, full: 100, points },
    { ...metric("gone"), value: null, full: null, points },
  ]);
});
