import { describe, expect, it } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../time/epoch";
import type { Alert } from "../alert";
import type { RuleId, Severity, Subject } from "../rule";
import type { MessageTiming, Routing, Spoken } from "./message-plan";
import { planMessages } from "./plan-messages";
import { spokenBy } from "./spoken-by";

const START = Date.UTC(2026, 10, 29);
const TIMING: MessageTiming = {
  ...{ groupWaitMs: 30 * SECOND_MS, groupIntervalMs: 5 * MINUTE_MS, digestOver: 10 },
  ...{ reminderMs: 240 * MINUTE_MS, criticalReminderMs: 60 * MINUTE_MS },
};
const EVERYTHING: Routing = { id: "ops", minSeverity: "info", rules: null, accounts: null };
const ACCOUNT: Subject = { kind: "account", id: "a0", accountId: "a0", clusterId: null, nodeId: null };
const BROKEN = { reasons: [], nodes: null, usdMicrosPerHour: null };

function firingAlert(rule: RuleId, severity: Severity): Alert {
  return {
    ...{ id: "1", rule, subject: ACCOUNT, severity, state: "firing", facts: BROKEN },
    ...{ pendingSince: START, firingSince: START, resolvedAt: null, clearSince: null, evidenceAt: START, readings: 1 },
    ...{ heldBy: null, releasedAt: null },
  };
}

const GIVEN = { silences: [], flapping: new Map(), channels: [EVERYTHING], timing: TIMING };

describe("a reminder", () => {
  const remindersOf = (rule: RuleId, severity: Severity, hours: number): number => {
    const alerts = [firingAlert(rule, severity)];
    const spoken: Spoken[] = [];
    for (let minute = 0; minute <= hours * 60; minute += 1) {
      const at = START + minute * MINUTE_MS;
      for (const message of planMessages({ ...GIVEN, alerts, spoken, now: at }).messages)
        spoken.push(...spokenBy(message, alerts, { deliveryId: `${minute}`, at, state: "delivered" }));
    }
    return spoken.filter(({ event }) => event === "reminder").length;
  };

  it("is sent every four hours of a warning, every hour of what is critical, and never of a note", () => {
    expect(remindersOf("cluster-degraded", "warning", 13)).toBe(3);
    expect(remindersOf("cluster-down", "critical", 13)).toBe(12);
    expect(remindersOf("ends-soon", "info", 13)).toBe(0);
  });

  it("is sent of a budget only once it is used up, and then once a day", () => {
    expect(remindersOf("budget", "warning", 49)).toBe(0);
    expect(remindersOf("budget", "critical", 49)).toBe(2);
  });

  it("that still waits is taken back with the end of its alert, or once that has been told", () => {
    const end = START + 120 * MINUTE_MS;
    const alert: Alert = { ...firingAlert("cluster-down", "critical"), state: "resolved", resolvedAt: end };
    const one = { channelId: "ops", alertId: "1", severity: "critical" as const };
    const spoken: Spoken[] = [
      { ...one, deliveryId: "first", event: "firing", at: START, state: "delivered" },
      { ...one, deliveryId: "again", event: "reminder", at: START + 60 * MINUTE_MS, state: "waiting" },
    ];
    const planned = planMessages({ ...GIVEN, alerts: [alert], spoken, now: end });
    expect(planned.messages.map(({ event }) => event)).toEqual(["resolved"]);
    expect(planned.replaced).toEqual([{ deliveryId: "again", alertId: "1" }]);
    const said: Spoken = { ...one, deliveryId: "end", event: "resolved", at: end, state: "waiting" };
    const later = planMessages({ ...GIVEN, alerts: [alert], spoken: [...spoken, said], now: end + MINUTE_MS });
    expect(later.messages).toEqual([]);
    expect(later.replaced).toEqual([{ deliveryId: "again", alertId: "1" }]);
  });
});
