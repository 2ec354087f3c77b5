import { expect, it } from "vitest";
import { sourceWords } from "./metric-source-words";

const from = new Date(2026, 10, 20, 14).getTime();
const span = { from, to: from + 3_600_000 };
const connection = { providerLabel: "TensorOne", pollIntervalMs: 15_000 };
const since = (minute: number) => [
  {
    ...{ key: "a", label: "a", unit: null },
    points: [[new Date(from + minute * 60_000).toISOString(), 1] satisfies [string, number]],
  },
];

it.each([
  ["provider", since(0), "History kept by TensorOne."],
  ["provider", [], "No history yet: TensorOne sent none of this time."],
  ["samples", since(1), "Recorded by Clusterdeck every 15 s."],
  ["samples", since(30), "Recorded by Clusterdeck every 15 s, since 20 Nov, 14:30."],
  ["samples", [], "No history yet: Clusterdeck records these values every 15 s from now on."],
] as const)("says of %s what it is", (seriesFrom, series, words) => {
  expect(sourceWords({ series: [...series], seriesFrom, span }, connection)).toBe(words);
});
