import { expect, it } from "vitest";
import type { MetricsWindow } from "@/lib/domain/cluster/metrics";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { offeredWindows } from "./metric-windows";

const to = Date.UTC(2026, 10, 20);

function offered(days: number | null, chosen: MetricsWindow = "1h") {
  const since = days === null ? null : new Date(to - days * DAY_MS).toISOString();
  const metrics = { recording: { now: "always" as const, since, everyMs: null }, span: { from: to - 1, to } };
  return offeredWindows(metrics, chosen).map(({ id }) => id);
}

const SHORT = ["1h", "6h", "24h", "7d"];

it("offers a longer period once samples reach beyond the shorter one", () => {
  expect(offered(null)).toEqual(SHORT);
  expect(offered(6)).toEqual(SHORT);
  expect(offered(8)).toEqual([...SHORT, "30d"]);
  expect(offered(31)).toEqual([...SHORT, "30d", "1y"]);
});

it("always offers the period that the URL names, even before there is an answer", () => {
  expect(offered(1, "1y")).toEqual([...SHORT, "1y"]);
  expect(offeredWindows(undefined, "30d").at(-1)).toEqual({ id: "30d", content: "30 d" });
});
