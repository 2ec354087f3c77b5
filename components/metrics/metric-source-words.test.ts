import { expect, it } from "vitest";
import type { Metrics } from "@/lib/contract/metrics";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { sourceWords } from "./metric-source-words";

const from = new Date(2026, 10, 20, 14).getTime();
const span = { from, to: from + HOUR_MS };
const account = { providerLabel: "TensorOne" };
const since = (minute: number) => [
  {
    ...{ key: "a", label: "a", unit: null },
    points: [[new Date(from + minute * 60_000).toISOString(), 1] satisfies [string, number]],
  },
];
const yesterday = new Date(from - DAY_MS).toISOString();
const unrecorded = { now: "always", since: null, everyMs: null } as const;
const seldom = { now: "always", since: yesterday, everyMs: 144_000 } as const;
const NOT_YET = "No history yet: Clusterdeck records these values only while somebody is viewing them.";
const onDemand = { now: "on-demand", since: yesterday, everyMs: 30_000 } as const;

it.each<[Metrics["seriesFrom"], Metrics["series"], Metrics["recording"], string]>([
  ["provider", since(0), seldom, "History kept by TensorOne."],
  ["samples", since(1), seldom, "Recorded by Clusterdeck about every 2 min."],
  ["samples", since(30), seldom, "Recorded by Clusterdeck about every 2 min, since 20 Nov, 14:30."],
  ["samples", since(1), { ...seldom, everyMs: null }, "Recorded by Clusterdeck."],
  ["samples", since(1), onDemand, "Recorded by Clusterdeck about every 30 s while somebody is viewing them."],
  ["samples", since(1), { ...onDemand, now: "no" }, "Recorded by Clusterdeck about every 30 s."],
  ["samples", [], seldom, "Nothing was recorded in this period: samples are taken about every 2 min."],
  ["samples", [], { ...seldom, now: "no" }, "Nothing was recorded in this period."],
  ["samples", [], unrecorded, "No history yet: Clusterdeck records these values each time it reads them."],
  ["samples", [], { ...unrecorded, now: "on-demand" }, NOT_YET],
])("says where %s come from", (seriesFrom, series, recording, words) => {
  expect(sourceWords({ series, seriesFrom, span, recording }, account)).toBe(words);
});
