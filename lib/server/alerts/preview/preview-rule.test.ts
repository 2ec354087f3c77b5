import fc from "fast-check";
import { expect, it } from "vitest";
import { advance } from "@/lib/domain/alerts/advance";
import type { Alert } from "@/lib/domain/alerts/alert";
import { createJudge, type Situation } from "@/lib/domain/alerts/conditions/judge";
import { flappingOf } from "@/lib/domain/alerts/flapping";
import type { Spoken } from "@/lib/domain/alerts/messages/message-plan";
import { planMessages } from "@/lib/domain/alerts/messages/plan-messages";
import { spokenBy } from "@/lib/domain/alerts/messages/spoken-by";
import { DEFAULT_RULES, RULE_IDS, type RuleId, type RuleSettings } from "@/lib/domain/alerts/rule";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { DEFAULT_TIMING } from "../../configuration/alerts/configured-alerts";
import { type History, openHistory } from "../../history/open-history";
import { createPause } from "../../pause";
import { usualStarts } from "../knowledge/usual-starts";
import { previewRule } from "./preview-rule";

const START = Date.UTC(2026, 10, 20);

async function preview(history: History, rule: RuleId, settings: Partial<RuleSettings>, polls: number) {
  return previewRule(history, {
    ...{ rule, settings: { ...DEFAULT_RULES[rule], ...settings }, timing: DEFAULT_TIMING, pause: createPause() },
    window: { from: START - DAY_MS, to: START + polls * POLL_INTERVAL_MS },
    configuration: { budgets: [], timeZone: "UTC", isInFleet: () => true },
    namesOf: (_alert, label) => {
      const name = { label: label ?? "", place: "Shade" };
      return { real: name, alias: name };
    },
  });
}

/**
 * What the server itself would have done, looking at each poll and just before it. What is usual changes slowly: it is
 * taken as it is known now.
 */
function live(
  rule: RuleId,
  settings: Partial<RuleSettings>,
  readings: readonly (ClusterReading | null)[],
  usualStartMs: number | null,
) {
  const judge = createJudge();
  const rules = { ...DEFAULT_RULES };
  for (const id of RULE_IDS) rules[id] = { ...rules[id], enabled: false };
  rules[rule] = { ...DEFAULT_RULES[rule], ...settings, enabled: true };
  let open: ReadonlyMap<string, Alert> = new Map();
  const closed: Alert[] = [];
  const spoken: Spoken[] = [];
  let number = 0;
  let statusSince = START;
  const look = (index: number, now: number) => {
    const reading = readings[index] ?? null;
    const cluster = reading && {
      ...{ id: clusterIdOf("shade", "a"), reading, observedAt: START + index * POLL_INTERVAL_MS, statusSince },
      ...{ read: "all" as const, mayHaveLimits: false, appearedAt: null, usualStartMs, rateChange: null },
    };
    const readAt = START + index * POLL_INTERVAL_MS;
    const situation: Situation = {
      accounts: [
        {
          ...{ id: "shade", state: "ok", problem: null, pollIntervalMs: POLL_INTERVAL_MS, billing: null, gone: [] },
          ...{ lastSuccessAt: readAt, lastAttemptAt: readAt, clusters: cluster === null ? [] : [cluster] },
        },
      ],
      ...{ budgets: [], server: { history: null, channels: [] } },
    };
    const step = advance(open, judge(situation, rules, now), { rules, now, newId: () => `${++number}` });
    open = step.open;
    closed.push(...step.closed.filter(({ state }) => state === "resolved"));
    const alerts = [...open.values(), ...closed];
    const plan = planMessages({
      ...{ alerts, spoken, silences: [], timing: DEFAULT_TIMING, now, flapping: flappingOf(alerts) },
      channels: [{ id: "all", minSeverity: "info", rules: null, accounts: null }],
    });
    for (const message of plan.messages)
      spoken.push(...spokenBy(message, alerts, { deliveryId: `${++number}`, at: now, state: "delivered" }));
  };
  for (const [index, reading] of readings.entries()) {
    const now = START + index * POLL_INTERVAL_MS;
    if (index > 0) look(index - 1, now - 1);
    if (reading?.status !== readings[index - 1]?.status) statusSince = now;
    look(index, now);
  }
  const fired = [...open.values(), ...closed].filter(({ firingSince }) => firingSince !== null);
  return {
    times: fired.map(({ firingSince, resolvedAt }) => [firingSince, resolvedAt]).sort(),
    messages: new Set(spoken.map(({ deliveryId }) => deliveryId)).size,
  };
}

const STATES: Readonly<Record<string, Partial<ClusterReading> & { usd?: number }>> = {
  fine: {},
  down: { status: "error", health: "unhealthy" },
  degraded: { status: "degraded", health: "degraded" },
  starting: { status: "provisioning", health: "unknown" },
  stopped: { status: "stopped", health: "unknown" },
  cheap: { usd: 5 },
};

type Stretch = [state: string, polls: number];

/** A day that changes after some polls. */
const history = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(STATES)),
    fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 20, max: 200 })),
  ),
  { minLength: 1, maxLength: 10 },
);

const EXAMPLES: [Stretch[]][] = [
  // The window ends when a start has just taken too long, and when that is about to be said.
  [[["starting", 21]]],
  [[["starting", 23]]],
  // After five starts it is known how long one usually takes.
  [
    [1, 2, 3, 4, 5, 8].flatMap((tens): Stretch[] => [
      ["starting", 10 * tens],
      ["fine", 1],
    ]),
  ],
];

describeEachStore((newStore) => {
  async function recorded(readings: readonly (ClusterReading | null)[]): Promise<History> {
    const opened = await openHistory(await newStore());
    for (const [index, reading] of readings.entries()) {
      const before = readings[index - 1];
      // Only what changes is written by a poll, so of a long time without a change, a poll an hour is as good.
      const isNews = reading !== before || readings[index + 1] !== reading;
      if (isNews || index % 4 === 0)
        await opened.recordPoll(
          pollOf(START + index * POLL_INTERVAL_MS, { clusters: reading === null ? [] : [reading] }),
        );
    }
    return opened;
  }

  it("finds in the past what the server would have found, and counts the messages that it would have sent", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (stretches) => {
        const readings = [["fine", 2] as const, ...stretches].flatMap(([state, polls]) =>
          new Array<ClusterReading>(polls).fill(readingOf(STATES[state])),
        );
        const stored = await recorded(readings);
        const size = { provider: "shadeform", ...readingOf() };
        const usualStartMs = usualStarts(await stored.startTimes(START))(size);
        for (const [rule, settings] of [
          ["cluster-down", {}],
          ["cluster-degraded", {}],
          ["cluster-down", { threshold: 1, forMs: 2 * MINUTE_MS, resolveAfterMs: MINUTE_MS }],
          ["stopped-but-billed", {}],
          ["stuck-provisioning", { threshold: 5 }],
          ["burn-over", { threshold: 8 }],
        ] as const) {
          const found = await preview(stored, rule, settings, readings.length - 1);
          const expected = live(rule, settings, readings, usualStartMs);
          const times = found.alerts.map(({ firingSince, resolvedAt }) => [
            firingSince === null ? null : Date.parse(firingSince),
            resolvedAt === null ? null : Date.parse(resolvedAt),
          ]);
          // A look between two polls may come up to one poll earlier.
          expect(times.length, rule).toBe(expected.times.length);
          for (const [index, [from, to]] of times.sort().entries()) {
            const [wantedFrom = null, wantedTo = null] = expected.times[index] ?? [];
            expect(Math.abs((from ?? 0) - (wantedFrom ?? 0)), rule).toBeLessThanOrEqual(POLL_INTERVAL_MS);
            expect(Math.abs((to ?? 0) - (wantedTo ?? 0)), rule).toBeLessThanOrEqual(POLL_INTERVAL_MS);
          }
          expect(found.messages, rule).toBe(expected.messages);
        }
        await stored.close();
      }),
      { numRuns: EXAMPLES.length + 5, examples: EXAMPLES, endOnFailure: true },
    );
  });

  it("lists the latest of what would have fired very often, and counts the others", async () => {
    const readings = Array.from({ length: 240 }, (_, index) => readingOf(index % 2 === 0 ? {} : STATES.down));
    const stored = await recorded(readings);
    const often = { threshold: 1, forMs: 0, resolveAfterMs: 0 };
    const { alerts, more } = await preview(stored, "cluster-down", often, readings.length - 1);
    await stored.close();
    expect([alerts.length, more]).toEqual([100, 20]);
    expect(alerts[0]?.firingSince).toBe(new Date(START + 239 * POLL_INTERVAL_MS).toISOString());
  });
});
