import type { Rule } from "@/lib/contract/alerts/alert-rules";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";

export const UNITS = [
  { id: "s", ms: SECOND_MS },
  { id: "min", ms: MINUTE_MS },
  { id: "h", ms: HOUR_MS },
  { id: "d", ms: DAY_MS },
] as const;
export type UnitId = (typeof UNITS)[number]["id"];

const MINUTES: (typeof UNITS)[number] = UNITS[1];

/** A duration as people write it: a number and the largest unit that needs no fraction; minutes for none. */
export function writtenDuration(durationMs: number): { amount: number; unit: UnitId } {
  const unit = durationMs === 0 ? MINUTES : (UNITS.findLast(({ ms }) => durationMs % ms === 0) ?? UNITS[0]);
  return { amount: durationMs / unit.ms, unit: unit.id };
}

export function durationMs(amount: number, unitId: UnitId): number {
  const { ms } = UNITS.find(({ id }) => id === unitId) ?? MINUTES;
  return Math.round(amount * ms);
}

/** What people can set of a rule. */
export type RuleDraft = Omit<Rule, "rule" | "source">;

export function ruleDraftOf({ enabled, severity, forMs, resolveAfterMs, threshold }: Rule): RuleDraft {
  return { enabled, severity, forMs, resolveAfterMs, threshold };
}

/** Whether a draft says something else than the rule does now. */
export function isChanged(draft: RuleDraft, rule: Rule): boolean {
  const { enabled, severity, forMs, resolveAfterMs, threshold } = rule;
  return (
    draft.enabled !== enabled ||
    draft.severity !== severity ||
    draft.forMs !== forMs ||
    draft.resolveAfterMs !== resolveAfterMs ||
    draft.threshold !== threshold
  );
}

/** Whether it can be sent: every number is filled in, and none is negative. */
export function isValid({ forMs, resolveAfterMs, threshold }: RuleDraft): boolean {
  return [forMs, resolveAfterMs, threshold ?? 0].every((number) => Number.isFinite(number) && number >= 0);
}
