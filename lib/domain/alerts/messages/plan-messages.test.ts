import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../time/epoch";
import { advance } from "../advance";
import type { Alert } from "../alert";
import type { Condition } from "../condition";
import { findFlapping } from "../flapping";
import { alertKey, DEFAULT_RULES, type RuleId, type Subject } from "../rule";
import type { SilenceWindow } from "../silence";
import type { MessageTiming, PlannedMessage, Routing, Spoken } from "./message-plan";
import { planMessages } from "./plan-messages";
import { spokenBy } from "./spoken-by";

const START = Date.UTC(2026, 10, 29);
const POLL_MS = 15 * SECOND_MS;
const TIMING: MessageTiming = {
  groupWaitMs: 30 * SECOND_MS,
  groupIntervalMs: 5 * MINUTE_MS,
  reminderMs: 240 * MINUTE_MS,
  criticalReminderMs: 60 * MINUTE_MS,
  digestOver: 10,
};
const EVERYTHING: Routing = { id: "ops", minSeverity: "info", rules: null, accounts: null };

function subjectOf(kind: "account" | "cluster" | "node", account: number, cluster = 0, node = 0): Subject {
  const accountId = `a${account}`;
  const clusterId = kind === "account" ? null : `${accountId}c${cluster}`;
  const nodeId = kind === "node" ? `${clusterId}n${node}` : null;
  return { kind, id: nodeId ?? clusterId ?? accountId, accountId, clusterId, nodeId };
}

const ACCOUNTS = [0, 1].map((account) => subjectOf("account", account));
const CLUSTERS = [0, 1].flatMap((account) => [0, 1, 2].map((cluster) => subjectOf("cluster", account, cluster)));
const NODES = [0, 1].flatMap((cluster) => [0, 1].map((node) => subjectOf("node", 0, cluster, node)));

/** Something that is true from one poll on, until it is toggled again. */
interface Fact {
  rule: RuleId;
  subject: Subject;
  at: (now: number) => Condition;
}

const BROKEN = { reasons: [], nodes: null, usdMicrosPerHour: null };
const FACTS: readonly Fact[] = [
  ...ACCOUNTS.map((subject): Fact => {
    const facts = { code: "unreachable", detail: "It does not answer.", clusters: 3 };
    const given = { rule: "account-failing", subject, severity: "critical", readings: 3, facts } as const;
    return { rule: given.rule, subject, at: (evidenceAt) => ({ ...given, evidenceAt }) };
  }),
  ...CLUSTERS.map((subject): Fact => {
    const given = { rule: "cluster-down", subject, severity: "critical", readings: 2, facts: BROKEN } as const;
    return { rule: given.rule, subject, at: (evidenceAt) => ({ ...given, evidenceAt }) };
  }),
  ...NODES.map((subject): Fact => {
    const facts = { clusterName: "train" };
    const given = { rule: "node-unreachable", subject, severity: "warning", readings: 3, facts } as const;
    return { rule: given.rule, subject, at: (evidenceAt) => ({ ...given, evidenceAt }) };
  }),
];

type Step = { toggled: readonly number[]; delivery: "delivered" | "failed" | "late" };

interface Heard extends PlannedMessage {
  at: number;
  /** The alerts as they were when it was planned. */
  alerts: Alert[];
}

/** Lives through a history, one poll after the other, and returns all that was said. */
function live(
  steps: readonly Step[],
  silences: readonly SilenceWindow[] = [],
  { timing = TIMING, channel = EVERYTHING, known = (spoken: readonly Spoken[], _now: number) => spoken } = {},
): Heard[] {
  let open: ReadonlyMap<string, Alert> = new Map();
  const closed: Alert[] = [];
  const changes = new Map<string, number[]>();
  const truths = new Set<number>();
  let spoken: Spoken[] = [];
  const heard: Heard[] = [];
  let ids = 0;
  for (const [index, { toggled, delivery }] of steps.entries()) {
    const now = START + index * POLL_MS;
    for (const fact of toggled) truths.has(fact) ? truths.delete(fact) : truths.add(fact);
    const holding = [...truths].flatMap((index) => FACTS[index] ?? []);
    const failing = new Set(
      holding.flatMap(({ rule, subject }) => (rule === "account-failing" ? [subject.accountId] : [])),
    );
    const isRead = (rule: RuleId, subject: Subject) => rule === "account-failing" || !failing.has(subject.accountId);
    const conditions = holding.filter(({ rule, subject }) => isRead(rule, subject)).map(({ at }) => at(now));
    const judgedAt = (rule: RuleId, subject: Subject) => (isRead(rule, subject) ? now : null);
    const step = advance(open, { conditions, judgedAt }, { rules: DEFAULT_RULES, now, newId: () => `alert-${ids++}` });
    // As if it had been stored, and the server been started again.
    open = new Map(structuredClone([...step.open]));
    closed.push(...step.closed.filter(({ state }) => state === "resolved"));
    for (const { alert } of step.changes) changes.set(alertKey(alert), [...(changes.get(alertKey(alert)) ?? []), now]);
    const alerts = [...open.values(), ...closed];
    const flapping = new Map([...changes].map(([key, times]) => [key, findFlapping(times)]));
    spoken = spoken.map((one) =>
      one.state === "waiting" && delivery === "late" ? { ...one, state: "delivered" } : one,
    );
    const given = { alerts, spoken: known(spoken, now), silences, flapping };
    const plan = planMessages({ ...given, channels: [channel], timing, now });
    const isReplaced = (one: Spoken) =>
      plan.replaced.some(({ deliveryId, alertId }) => deliveryId === one.deliveryId && alertId === one.alertId);
    spoken = spoken.filter((one) => !isReplaced(one));
    for (const message of plan.messages) {
      const deliveryId = `delivery-${ids++}`;
      heard.push({ ...message, at: now, alerts: alerts.filter(({ id }) => message.alertIds.includes(id)) });
      const state = delivery === "late" ? "waiting" : delivery;
      spoken.push(...spokenBy(message, alerts, { deliveryId, at: now, state }));
    }
  }
  return heard;
}

/** As little of what was said as the planner asks for. */
function onlyNeeded(spoken: readonly Spoken[], now: number): Spoken[] {
  const latest = new Map(spoken.map((one) => [one.alertId, one]));
  return spoken.filter((one) => latest.get(one.alertId) === one || one.state === "waiting" || one.at > now - MINUTE_MS);
}

const steps = fc.array(
  fc.record({
    toggled: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.uniqueArray(fc.nat(FACTS.length - 1), { maxLength: 3 }),
    ),
    delivery: fc.constantFrom<Step["delivery"]>("delivered", "delivered", "delivered", "failed", "late"),
  }),
  { minLength: 20, maxLength: 400, size: "max" },
);
const silences = fc.array(
  fc.record({
    id: fc.uuid(),
    match: fc.constantFrom({}, { accountId: "a0" }, { rule: "cluster-down" as const }),
    from: fc.integer({ min: START, max: START + 400 * POLL_MS }),
    until: fc.integer({ min: START, max: START + 400 * POLL_MS }),
  }),
  { maxLength: 2 },
);

describe("whatever happens", () => {
  it("a channel is told of an end only if it was told of the beginning, or is told of both at once", () => {
    fc.assert(
      fc.property(steps, silences, (history, quiet) => {
        for (const { event, alerts } of live(history, quiet)) {
          for (const { firingSince, resolvedAt } of alerts) {
            expect(firingSince).not.toBeNull();
            expect(resolvedAt === null).toBe(event !== "resolved" && !(event === "flapping" && resolvedAt !== null));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("a channel is told once of each beginning and each end", () => {
    fc.assert(
      fc.property(steps, silences, (history, quiet) => {
        const said = live(history, quiet)
          .filter(({ event }) => event === "firing" || event === "resolved")
          .flatMap(({ event, alertIds }) => alertIds.map((id) => `${event} ${id}`));
        const ends = said.filter((one) => one.startsWith("resolved"));
        expect(new Set(ends).size).toBe(ends.length);
      }),
      { numRuns: 40 },
    );
  });

  it("nothing speaks while something else holds it back, or somebody has silenced it", () => {
    fc.assert(
      fc.property(steps, silences, (history, quiet) => {
        for (const { event, alerts, at } of live(history, quiet)) {
          for (const alert of alerts) {
            if (event !== "resolved") expect(alert.heldBy).toBeNull();
            const { accountId } = alert.subject;
            const covering = quiet.filter(({ match, from, until }) => {
              const isMeant =
                (!("accountId" in match) || match.accountId === accountId) &&
                (!("rule" in match) || match.rule === alert.rule);
              return isMeant && at >= from && at < until;
            });
            expect(covering).toEqual([]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("the same history is told in the same words", () => {
    fc.assert(
      fc.property(steps, silences, (history, quiet) => {
        expect(live(history, quiet)).toEqual(live(history, quiet));
      }),
      { numRuns: 20 },
    );
  });
});

it("of what was said about an alert, the latest, what waits and the last minute are enough to know", () => {
  const channels = fc.constantFrom(EVERYTHING, { ...EVERYTHING, isPerAlert: true as const });
  fc.assert(
    fc.property(steps, channels, fc.integer({ min: 1, max: 4 }), (history, channel, digestOver) => {
      const how = { channel, timing: { ...TIMING, digestOver, groupWaitMs: 0, groupIntervalMs: 0 } };
      expect(live(history, [], { ...how, known: onlyNeeded })).toEqual(live(history, [], how));
    }),
    { numRuns: 30 },
  );
});

/** A history in which these facts change at these polls, and every message arrives. */
function told(
  polls: number,
  toggles: Record<number, readonly number[]>,
  quiet: readonly SilenceWindow[] = [],
  how: Parameters<typeof live>[2] = {},
) {
  const history = Array.from(
    { length: polls },
    (_, index): Step => ({ toggled: toggles[index] ?? [], delivery: "delivered" }),
  );
  return live(history, quiet, how).map(({ event, alertIds, at }) => [(at - START) / 1_000, event, alertIds.length]);
}

const ACCOUNT_0 = 0;
const CLUSTERS_OF_0 = [2, 3, 4];
const CLUSTERS_OF_1 = [5, 6, 7];
const CLUSTER = 2;

describe("a channel", () => {
  it("hears once of clusters that go down together, and once that they are back", () => {
    expect(told(100, { 1: CLUSTERS_OF_0, 60: CLUSTERS_OF_0 })).toEqual([
      [60, "firing", 3],
      [900, "resolved", 3],
    ]);
  });

  it("hears of the account alone while it fails, and of its clusters only if they still fail afterwards", () => {
    expect(told(100, { 1: [ACCOUNT_0], 2: [CLUSTER], 40: [ACCOUNT_0] })).toEqual([
      [75, "firing", 1],
      [600, "resolved", 1],
      [900, "firing", 1],
    ]);
  });

  it("hears of what was over before it could be told in one message", () => {
    expect(told(20, { 1: [CLUSTER], 3: [CLUSTER] })).toEqual([[75, "resolved", 1]]);
  });

  it("hears once that something flaps, and once how it ended", () => {
    const often = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [1 + index * 9, [CLUSTER]]));
    const said = told(400, often);
    expect(said.map(([, event]) => event)).toEqual(["firing", "resolved", "firing", "flapping", "resolved"]);
  });

  it("is reminded of what is critical every hour", () => {
    expect(told(500, { 1: [CLUSTER] })).toEqual([
      [60, "firing", 1],
      [3_660, "reminder", 1],
      [7_260, "reminder", 1],
    ]);
  });

  it("hears at the end of a silence what still fires", () => {
    const quiet = { id: "s", match: {}, from: START, until: START + 10 * MINUTE_MS };
    expect(told(100, { 1: [CLUSTER], 3: [CLUSTER + 1], 8: [CLUSTER + 1] }, [quiet])).toEqual([[630, "firing", 1]]);
  });

  it("gets one message for all that there is to say once there would be more than it takes in a minute", () => {
    const both = [...CLUSTERS_OF_0, ...CLUSTERS_OF_1];
    const separate = told(10, { 1: both });
    expect(separate).toEqual([
      [60, "firing", 3],
      [60, "firing", 3],
    ]);
    const timing = { ...TIMING, digestOver: 1 };
    expect(told(10, { 1: both }, [], { timing })).toEqual([[60, "firing", 6]]);
    // What comes within the same minute waits for it to end.
    expect(told(10, { 1: CLUSTERS_OF_0, 2: CLUSTERS_OF_1 }, [], { timing })).toEqual([
      [60, "firing", 3],
      [120, "firing", 3],
    ]);
  });

  it("hears of each alert by itself where each is an incident of its own, as many a minute as it takes", () => {
    const how = { channel: { ...EVERYTHING, isPerAlert: true as const }, timing: { ...TIMING, digestOver: 2 } };
    expect(told(40, { 1: CLUSTERS_OF_0, 30: [CLUSTER] }, [], how)).toEqual([
      [60, "firing", 1],
      [60, "firing", 1],
      [120, "firing", 1],
      [450, "resolved", 1],
    ]);
  });
});
