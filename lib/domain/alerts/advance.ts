import type { EpochMs } from "../time/epoch";
import { type Alert, type AlertChange, newAlert } from "./alert";
import type { Condition } from "./condition";
import { createHolding } from "./holding";
import { alertKey, type RuleId, type RuleSettings, type Subject } from "./rule";

/** What the rules say at one moment. */
export interface Findings {
  /** The conditions that are true by readings that are not old. */
  conditions: readonly Condition[];
  /**
   * When a rule could last have seen its condition in a subject; `null` if it cannot be judged, because readings are old or missing. A subject
   * that no longer exists can be judged: nothing is true of it.
   */
  judgedAt(rule: RuleId, subject: Subject): EpochMs | null;
}

export interface Advance {
  /** The open alerts by `alertKey`. */
  open: ReadonlyMap<string, Alert>;
  /** Those that have ended: resolved, or over before they fired. */
  closed: readonly Alert[];
  changes: readonly AlertChange[];
}

interface Given {
  rules: Readonly<Record<RuleId, RuleSettings>>;
  now: EpochMs;
  newId: () => string;
}

/** The next state of all alerts. What cannot be judged stays as it is: old data starts and ends nothing. */
export function advance(before: ReadonlyMap<string, Alert>, findings: Findings, given: Given): Advance {
  const { rules, now, newId } = given;
  const found = new Map(findings.conditions.map((condition) => [alertKey(condition), condition]));
  const next = new Map<string, Alert>();
  for (const [key, condition] of found) {
    const alert = before.get(key);
    const isNew = alert === undefined || isAnother(alert, condition);
    next.set(key, isNew ? newAlert(newId(), condition, now) : confirmed(alert, condition, now));
  }
  const closed: Alert[] = [];
  const changes: AlertChange[] = [];
  for (const [key, alert] of before) {
    const condition = found.get(key);
    if (condition !== undefined && !isAnother(alert, condition)) continue;
    const judgedAt = findings.judgedAt(alert.rule, alert.subject);
    if (condition === undefined && (judgedAt === null || judgedAt <= alert.evidenceAt)) {
      next.set(key, alert);
      continue;
    }
    const cleared = clearedAlert(alert, condition === undefined ? rules[alert.rule].resolveAfterMs : 0, now);
    if (cleared.state !== "pending" && cleared.state !== "resolved") next.set(key, cleared);
    else closed.push(cleared);
    if (cleared.state === "resolved") changes.push({ alert: cleared, event: "resolved" });
  }
  const holderOf = createHolding(next.values());
  for (const [key, alert] of next) {
    const condition = found.get(key);
    const held = heldAlert(alert, holderOf(alert.rule, alert.subject), now);
    const isDue = condition !== undefined && mayFire(held, condition, rules[alert.rule], now);
    const after: Alert = isDue ? { ...held, state: "firing", firingSince: now } : held;
    if (after !== alert) next.set(key, after);
    if (isDue) changes.push({ alert: after, event: "firing" });
  }
  return { open: next, closed, changes };
}

/** Whether the same kind of thing has happened anew: what the alert tells of is no news any more. */
function isAnother({ facts }: Alert, condition: Condition): boolean {
  return condition.rule === "rate-changed" && "changedAt" in facts && facts.changedAt !== condition.facts.changedAt;
}

/** The clock may have been set back: nothing began later than now. */
function confirmed(alert: Alert, { evidenceAt, severity, facts }: Condition, now: EpochMs): Alert {
  const isNew = evidenceAt > alert.evidenceAt;
  const pendingSince = Math.min(alert.pendingSince, now);
  const isSame = severity === alert.severity && facts === alert.facts && alert.clearSince === null;
  if (!isNew && isSame && pendingSince === alert.pendingSince) return alert;
  return {
    ...{ ...alert, severity, facts, pendingSince, clearSince: null },
    ...(isNew && { evidenceAt, readings: alert.readings + 1 }),
  };
}

/** A pending alert is over at once; a firing one once its condition has been false for long enough. */
function clearedAlert(alert: Alert, resolveAfterMs: number, now: EpochMs): Alert {
  if (alert.state === "pending") return alert;
  const clearSince = Math.min(alert.clearSince ?? now, now);
  if (now - clearSince < resolveAfterMs) return clearSince === alert.clearSince ? alert : { ...alert, clearSince };
  return { ...alert, clearSince, state: "resolved", resolvedAt: now, heldBy: null };
}

function heldAlert(alert: Alert, holder: Alert | null, now: EpochMs): Alert {
  const heldBy = holder?.id ?? null;
  if (heldBy === alert.heldBy) return alert;
  return { ...alert, heldBy, ...(heldBy === null && { releasedAt: now }) };
}

function mayFire(alert: Alert, condition: Condition, { forMs }: RuleSettings, now: EpochMs): boolean {
  if (alert.state !== "pending" || alert.heldBy !== null) return false;
  if (alert.releasedAt !== null && condition.evidenceAt <= alert.releasedAt) return false;
  return alert.readings >= condition.readings && (condition.isCertain === true || now - alert.pendingSince >= forMs);
}
