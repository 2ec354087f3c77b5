import { describe, expect, it } from "vitest";
import type { ClusterStatus } from "../../cluster/cluster";
import { usdMicrosPerHour } from "../../money/cost";
import type { LedgerRow } from "../../money/ledger";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../time/epoch";
import { DEFAULT_RULES, type RuleId, type RuleSettings } from "../rule";
import { type Past, type PastCluster, pollAt, pollFrom } from "./past";
import { replay } from "./replay";

const INTERVAL_MS = 15_000;
const TIMING = {
  ...{ groupWaitMs: 30_000, groupIntervalMs: 5 * MINUTE_MS, reminderMs: 4 * HOUR_MS, criticalReminderMs: HOUR_MS },
  digestOver: 10,
};

function row(status: ClusterStatus, fromMin: number, toMin: number | null): LedgerRow {
  return {
    ...{ status, providerStatus: null, health: status === "error" ? "unhealthy" : "healthy", billing: "full" },
    ...{ usdMicrosPerHour: usdMicrosPerHour(1_000_000), rateSource: "reported", startErrorMs: 0, endErrorMs: 0 },
    ...{ startedAt: fromMin * MINUTE_MS, endedAt: toMin === null ? null : toMin * MINUTE_MS },
  };
}

/** One cluster, read from the first minute to the last of each run. */
function past(rows: LedgerRow[], runs: readonly (readonly [fromMin: number, toMin: number])[], toMin: number): Past {
  const cluster: PastCluster = {
    ...{ id: "shade~a", providerClusterId: "a", name: "train", gpuModel: null, gpuCount: null, rows },
    ...{ appearedAt: null, usualStartMs: null, rateChanges: [], lastLimits: [] },
  };
  const read = runs.map(([from, to]) => ({
    ...{ accountId: "shade", startedAt: from * MINUTE_MS, lastAt: to * MINUTE_MS, pollIntervalMs: INTERVAL_MS },
  }));
  return {
    window: { from: 0, to: toMin * MINUTE_MS },
    accounts: [{ id: "shade", runs: read, clusters: [cluster] }],
    budgets: [],
  };
}

function replayed(of: Past, rule: RuleId, settings: Partial<RuleSettings> = {}) {
  const steps = replay(of, { rule, settings: { ...DEFAULT_RULES[rule], ...settings }, timing: TIMING });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { alerts, messages } = step.value;
  const minutes = (at: number | null) => (at === null ? null : at / MINUTE_MS);
  return { times: alerts.map(({ firingSince, resolvedAt }) => [minutes(firingSince), minutes(resolvedAt)]), messages };
}

describe("a replay", () => {
  it("counts readings one by one, and what is not so for long enough does not fire", () => {
    const down = past([row("running", 0, 10), row("error", 10, 12), row("running", 12, null)], [[0, 60]], 60);
    expect(replayed(down, "cluster-down").times).toEqual([[10.25, 12]]);
    expect(replayed(down, "cluster-down", { threshold: 4 }).times).toEqual([[10.75, 12]]);
    expect(replayed(down, "cluster-down", { threshold: 8 }).times).toEqual([[11.75, 12]]);
    expect(replayed(down, "cluster-down", { threshold: 9 })).toEqual({ times: [], messages: 0 });
    expect(replayed(down, "cluster-down", { threshold: 1, forMs: MINUTE_MS, resolveAfterMs: MINUTE_MS }).times).toEqual(
      [[11, 13]],
    );
  });

  it("counts how long a start takes from the poll that first saw it, or from the provider's own time, and looks between polls", () => {
    const starting = (startErrorMs: number, toMin: number) => {
      const seen = { ...row("provisioning", 10.125, null), startErrorMs };
      return past([row("running", 0, 10.125), seen], [[0, 60]], toMin);
    };
    const longest = { threshold: 5 };
    const afterMin = (min: number) => [[min + 1 / MINUTE_MS, null]];
    expect(replayed(starting(7_500, 15.25), "stuck-provisioning", longest).times).toEqual([]);
    expect(replayed(starting(7_500, 20), "stuck-provisioning", longest).times).toEqual(afterMin(15.25));
    expect(replayed(starting(0, 20), "stuck-provisioning", longest).times).toEqual(afterMin(15.125));
    const late = replayed(starting(7_500, 20), "stuck-provisioning", { ...longest, forMs: MINUTE_MS });
    expect(late.times).toEqual(afterMin(16.25));
  });

  it("counts reminders, and that something is over", () => {
    const down = (toMin: number | null) =>
      past(
        [row("running", 0, 10), row("error", 10, toMin), row("running", toMin ?? 0, null)].slice(0, toMin ? 3 : 2),
        [[0, 1_000]],
        1_000,
      );
    expect(replayed(down(11), "cluster-down").messages).toBe(2);
    expect(replayed(down(75), "cluster-down").messages).toBe(3);
    // Said after 45 s, and then once an hour for 16 hours.
    expect(replayed(down(null), "cluster-down")).toEqual({ times: [[10.25, null]], messages: 17 });
  });

  it("learns of what changed while nobody looked when somebody looks again", () => {
    const rows = [row("error", 0, 100), row("running", 100, null)];
    expect(
      replayed(
        past(
          rows,
          [
            [0, 60],
            [200, 300],
          ],
          300,
        ),
        "cluster-down",
      ).times,
    ).toEqual([[0.25, 200]]);
    const never = past(
      [row("running", 0, 100), row("error", 100, 110), row("running", 110, null)],
      [
        [0, 60],
        [200, 300],
      ],
      300,
    );
    expect(replayed(never, "cluster-down").times).toEqual([]);
  });

  it("says flapping once instead of each change", () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      row(index % 2 === 0 ? "running" : "error", index * 2, index * 2 + 2),
    );
    const { times, messages } = replayed(past(rows, [[0, 80]], 400), "cluster-down");
    expect(times).toHaveLength(20);
    expect(messages).toBeLessThanOrEqual(5);
  });

  it("takes what has gone for gone only if nobody ended it", () => {
    const gone = (status: ClusterStatus) => past([row("running", 0, 10), row(status, 10, 20)], [[0, 100]], 100);
    expect(replayed(gone("running"), "cluster-gone")).toEqual({ times: [[20, null]], messages: 1 });
    expect(replayed(gone("terminating"), "cluster-gone").times).toEqual([]);
    const kept = past([row("running", 0, 10), row("stopped", 10, null)], [[0, 100]], 100);
    expect(replayed(kept, "cluster-gone").times).toEqual([]);
  });

  it("ends news after a day, without a word", () => {
    const gone = past([row("running", 0, 20)], [[0, 3_000]], 3_000);
    expect(replayed(gone, "cluster-gone")).toEqual({ times: [[20, 20 + DAY_MS / MINUTE_MS]], messages: 1 });
  });
});

describe("polls of the past", () => {
  const runs = [
    { accountId: "a", startedAt: 100, lastAt: 160, pollIntervalMs: 20 },
    { accountId: "a", startedAt: 300, lastAt: 340, pollIntervalMs: 20 },
  ];

  it("are as far apart as the interval says, and none between two runs", () => {
    expect([99, 100, 119, 120, 159, 200, 299, 315, 999].map((at) => pollAt(runs, at))).toEqual([
      ...[null, 100, 100, 120, 140, 160, 160, 300, 340],
    ]);
    expect([0, 100, 101, 120, 141, 161, 301, 341].map((at) => pollFrom(runs, at))).toEqual([
      ...[100, 100, 120, 120, 160, 300, 320, null],
    ]);
  });
});
