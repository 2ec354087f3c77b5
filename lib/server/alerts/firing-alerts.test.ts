import { expect, it } from "vitest";
import { NO_ALERTS } from "@/lib/contract/fleet-seen";
import { type Alert, newAlert } from "@/lib/domain/alerts/alert";
import type { SilenceWindow } from "@/lib/domain/alerts/silence";
import { createFiringAlerts } from "./firing-alerts";

const START = Date.parse("2026-11-20T15:00:00Z");

function alertOf(id: string, severity: Alert["severity"], firingSince: number | null): Alert {
  const subject = { kind: "cluster", id, accountId: "prime", clusterId: id, nodeId: null } as const;
  const facts = { since: START, usdMicrosPerHour: null };
  const alert = newAlert(id, { rule: "idle", subject, severity, evidenceAt: START, readings: 1, facts }, START);
  return firingSince === null ? alert : { ...alert, state: "firing", firingSince };
}

function watched(alerts: readonly Alert[], silences: SilenceWindow[] = []) {
  const clock = { now: START };
  const open = new Map(alerts.map((alert) => [alert.id, { alert, label: alert.id, usdMicrosSoFar: null }]));
  const alerting = { open: () => open, configuration: { current: () => ({ silences }) } };
  return {
    clock,
    open,
    silences,
    firing: createFiringAlerts(
      () => alerting,
      () => clock.now,
    ),
  };
}

it("tells what fires, the worst and latest first, and not what is pending or over", () => {
  const { firing } = watched([
    alertOf("old", "warning", START - 9),
    alertOf("pending", "critical", null),
    alertOf("new", "warning", START - 1),
    alertOf("worst", "critical", START - 5),
    { ...alertOf("over", "critical", START - 7), state: "resolved" },
  ]);
  expect(firing()?.alerts.map(({ id }) => id)).toEqual(["worst", "new", "old"]);
});

it("has another tag whenever other alerts fire or one is silenced, and the same one for as long as none is", () => {
  const { clock, open, silences, firing } = watched([]);
  const tags: (string | undefined)[] = [];
  const look = () => {
    clock.now += 1_000;
    tags.push(firing()?.tag);
  };
  look();
  open.set("a", { alert: alertOf("a", "info", START), label: "a", usdMicrosSoFar: null });
  look();
  look();
  silences.push({ id: "s", match: {}, from: START, until: clock.now + 2_000 });
  look();
  look();
  expect(tags[0]).toBe(NO_ALERTS);
  expect(tags[1]).toBe(tags[2]);
  expect(new Set(tags).size).toBe(3);
  expect(tags[4]).toBe(tags[1]);
});

it("knows nothing while the store is not open", () => {
  expect(createFiringAlerts(() => null, Date.now)()).toBeNull();
});

it("says what fires by the latest look, however soon after the one before", () => {
  const clock = { now: START };
  let open = new Map();
  const alerting = { open: () => open, configuration: { current: () => ({ silences: [] }) } };
  const firing = createFiringAlerts(
    () => alerting,
    () => clock.now,
  );
  expect(firing()?.tag).toBe(NO_ALERTS);
  open = new Map([["a", { alert: alertOf("a", "critical", START), label: "a", usdMicrosSoFar: null }]]);
  expect(firing()?.tag).not.toBe(NO_ALERTS);
});
