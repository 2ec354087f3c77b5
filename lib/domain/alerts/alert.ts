import type { EpochMs } from "../time/epoch";
import type { AlertFacts, Condition } from "./condition";
import type { RuleId, Severity, Subject } from "./rule";

export const ALERT_STATES = ["pending", "firing", "resolved"] as const;
/** `pending`: the condition is true, but not for long enough, or something else holds it back. */
export type AlertState = (typeof ALERT_STATES)[number];

/** One occurrence of a rule's condition for one subject. */
export interface Alert {
  id: string;
  rule: RuleId;
  subject: Subject;
  severity: Severity;
  /** What the latest reading said. */
  facts: AlertFacts["facts"];
  state: AlertState;
  pendingSince: EpochMs;
  firingSince: EpochMs | null;
  resolvedAt: EpochMs | null;
  /** Since when readings have said that the condition is over; `null` while they say that it is not. */
  clearSince: EpochMs | null;
  /** The latest reading that counted, and how many in a row have said so. */
  evidenceAt: EpochMs;
  readings: number;
  /** The alert that holds it back, if there is one. */
  heldBy: string | null;
  /** What held it back was over at this time, so a reading from before it proves nothing; `null` if nothing did. */
  releasedAt: EpochMs | null;
}

/** An alert that has just begun to fire, or has just been resolved. */
export interface AlertChange {
  alert: Alert;
  event: "firing" | "resolved";
}

export function newAlert(id: string, { rule, subject, severity, evidenceAt, facts }: Condition, now: EpochMs): Alert {
  return {
    ...{ id, rule, subject, severity, evidenceAt, facts },
    state: "pending",
    pendingSince: now,
    firingSince: null,
    resolvedAt: null,
    clearSince: null,
    readings: 1,
    heldBy: null,
    releasedAt: null,
  };
}
