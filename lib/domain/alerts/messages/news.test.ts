import { describe, expect, it } from "vitest";
import { exampleReading } from "@/lib/testing/example-reading";
import { usdMicros, usdMicrosPerHour } from "../../money/cost";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time/epoch";
import { advance } from "../advance";
import { type Alert, newAlert } from "../alert";
import { createJudge, type Situation } from "../conditions/judge";
import type { WatchedCluster } from "../conditions/situation";
import { clusterSubject } from "../conditions/subjects";
import { flappingOf } from "../flapping";
import { alertKey, DEFAULT_RULES } from "../rule";
import type { MessageTiming, Routing, Spoken } from "./message-plan";
import { planMessages } from "./plan-messages";
import { spokenBy } from "./spoken-by";

const START = Date.UTC(2026, 10, 29);
const TIMING: MessageTiming = {
  ...{ groupWaitMs: 30 * SECOND_MS, groupIntervalMs: 5 * MINUTE_MS, digestOver: 10 },
  ...{ reminderMs: 240 * MINUTE_MS, criticalReminderMs: 60 * MINUTE_MS },
};
const OPS: Routing = { id: "ops", minSeverity: "info", rules: null, accounts: null };

/** "minute event" of all that a channel hears while things are like this, at a look each minute. */
function heard(situationAt: (now: EpochMs) => Situation, hours: number, channel = OPS): string[] {
  const [judge, closed, spoken, messages] = [createJudge(), [] as Alert[], [] as Spoken[], [] as string[]];
  let open: ReadonlyMap<string, Alert> = new Map();
  let ids = 0;
  const newId = () => `${++ids}`;
  for (let minute = 0; minute <= hours * 60; minute += 1) {
    const now = START + minute * MINUTE_MS;
    const findings = judge(situationAt(now), DEFAULT_RULES, now);
    const step = advance(open, findings, { rules: DEFAULT_RULES, now, newId });
    open = step.open;
    closed.push(...step.closed.filter(({ state }) => state === "resolved"));
    const alerts = [...open.values(), ...closed];
    const given = { alerts, spoken, silences: [], flapping: flappingOf(alerts), timing: TIMING };
    for (const message of planMessages({ ...given, channels: [channel], now }).messages) {
      spoken.push(...spokenBy(message, alerts, { deliveryId: newId(), at: now, state: "delivered" }));
      messages.push(`${minute} ${message.event}`);
    }
  }
  return messages;
}

const past = { mayHaveLimits: false, appearedAt: null, usualStartMs: null } as const;

/** A cluster whose rate has changed at these minutes. */
const withRates = (minutes: readonly number[]) => (now: EpochMs) => {
  const change = minutes.map((minute) => START + minute * MINUTE_MS).findLast((at) => at <= now);
  const rates = { from: usdMicrosPerHour(10), to: usdMicrosPerHour(20) };
  const cluster: WatchedCluster = {
    ...{ ...past, id: "a~c1", reading: exampleReading(), read: "all", observedAt: now, statusSince: START },
    rateChange: change === undefined ? null : { at: change, ...rates },
  };
  return situationOf(now, { clusters: [cluster] });
};

/** A budget of which so much is spent in each three hours, and the last of these from then on. */
const withSpent =
  (percents: readonly number[]) =>
  (now: EpochMs): Situation => {
    const spent = usdMicros(percents[Math.floor((now - START) / (3 * HOUR_MS))] ?? percents.at(-1) ?? 0);
    const budget = { id: "b", accountId: null, limit: usdMicros(100), forecast: null };
    return { ...situationOf(now, { clusters: [] }), budgets: [{ ...budget, spent, asOf: now }] };
  };

function situationOf(now: EpochMs, changes: { clusters: readonly WatchedCluster[] }): Situation {
  return {
    accounts: [
      {
        ...{ id: "a", state: "ok", problem: null, pollIntervalMs: MINUTE_MS, billing: null, gone: [] },
        ...{ lastSuccessAt: now, lastAttemptAt: now, ...changes },
      },
    ],
    ...{ budgets: [], server: { history: null, channels: [] } },
  };
}

describe("a channel", () => {
  it("hears of each change of a rate, also while the one before is news, without reminders and without an end", () => {
    expect(heard(withRates([10, 200]), 40)).toEqual(["11 firing", "201 firing"]);
  });

  it("that opens incidents hears also when what happened is no news any more, and before it happens again", () => {
    const pager = { ...OPS, isPerAlert: true as const };
    expect(heard(withRates([10]), 40, pager)).toEqual(["11 firing", `${10 + 24 * 60} resolved`]);
    expect(heard(withRates([10, 13]), 2, pager)).toEqual(["11 firing", "16 resolved", "17 firing"]);
  });

  it("hears at once that something is worse than it was told, and of what became no worse only by reminders", () => {
    expect(heard(withSpent([80, 99, 101, 102, 103]), 31)).toEqual([
      "1 firing",
      "360 firing",
      `${360 + 24 * 60} reminder`,
    ]);
  });

  it("that takes only what is critical hears of an end also where it was less than that at the end", () => {
    expect(heard(withSpent([101, 90, 10]), 8, { ...OPS, minSeverity: "critical" })).toEqual([
      "1 firing",
      "360 resolved",
    ]);
  });

  it("hears at once of another that is not tried any more, and otherwise by how long that has failed", () => {
    const failing = { detail: "It refused the message.", since: START - 10 * MINUTE_MS };
    const withChannel = (isDisabled: boolean) => (now: EpochMs) => ({
      ...situationOf(now, { clusters: [] }),
      server: { history: null, channels: [{ id: "chat", failing: { ...failing, isDisabled } }] },
    });
    expect(heard(withChannel(true), 0.5)).toEqual(["1 firing"]);
    expect(heard(withChannel(false), 0.5)).toEqual(["21 firing"]);
  });

  it("hears that something flaps also where another channel has heard it before", () => {
    const since = START + 6 * MINUTE_MS;
    const facts = { reasons: [], nodes: null, usdMicrosPerHour: null };
    const condition = { rule: "cluster-down", severity: "critical", evidenceAt: since, readings: 1, facts } as const;
    const started = newAlert("1", { ...condition, subject: clusterSubject("a", "a~c1") }, since);
    const alert: Alert = { ...started, state: "firing", firingSince: since };
    const now = START + 10 * MINUTE_MS;
    const told = { channelId: "ops", event: "flapping", alertIds: ["1"] } as const;
    const spoken = spokenBy(told, [alert], { deliveryId: "d", at: now, state: "delivered" });
    const flapping = new Map([[alertKey(alert), [{ since: now - 1, until: now + HOUR_MS, changes: 4 }]]]);
    const given = { alerts: [alert], spoken, silences: [], flapping, timing: TIMING, now };
    const { messages } = planMessages({ ...given, channels: [OPS, { ...OPS, id: "pager" }] });
    expect(messages).toEqual([{ ...told, channelId: "pager" }]);
  });

  it("hears of the last of many changes of a rate in a few minutes once there are no more", () => {
    expect(heard(withRates([10, 12, 14]), 2)).toEqual(["11 firing", "16 flapping", "55 firing"]);
  });
});
