import "server-only";
import type { z } from "zod/mini";
import type { Rule, ruleChangeSchema } from "@/lib/contract/alerts/alert-rules";
import { RULE_IDS, type RuleId, type RuleSettings, THRESHOLDS } from "@/lib/domain/alerts/rule";
import { nearest } from "@/lib/domain/text/nearest";
import { noteChange } from "../../auth/audit/note-change";
import type { Application } from "../../http/application";
import type { PersonInput } from "../../http/define-route";
import { badRequest, notFound } from "../../refusal";

type RuleChange = z.output<typeof ruleChangeSchema>;

export function listRuleViews({ alerting }: Application): Rule[] {
  return [...alerting.configuration.rules.list()];
}

/** Sets all of a rule: what is left out goes back to its default. */
export async function changeRule(call: PersonInput<RuleChange>): Promise<Rule> {
  const rule = requireRule(call.param("rule"));
  const settings = readRuleSettings(rule, await call.readBody());
  const changed = await call.application.alerting.configuration.rules.set(rule, settings);
  await noteChange(call, "rule-changed", `${rule}: ${describe(settings)}`);
  return changed;
}

/** Throws a 404 that names the nearest rule. */
export function requireRule(text: string): RuleId {
  const rule = RULE_IDS.find((id) => id === text);
  if (rule === undefined) throw notFound(`There is no rule of this name. The nearest is ${nearest(text, RULE_IDS)}.`);
  return rule;
}

/** Throws a 400 for a threshold of a rule that measures nothing, and for none of a rule that does. */
export function readRuleSettings(rule: RuleId, change: RuleChange): Partial<RuleSettings> {
  const { enabled, severity, forMs, resolveAfterMs, threshold } = change;
  const unit = THRESHOLDS[rule];
  if (threshold !== undefined && (threshold === null) !== (unit === undefined)) {
    throw badRequest(
      unit === undefined
        ? `${rule} measures nothing, so it has no threshold.`
        : `threshold must be a number (${unit}).`,
    );
  }
  return {
    ...(enabled !== undefined && { enabled }),
    ...(severity !== undefined && { severity }),
    ...(forMs !== undefined && { forMs }),
    ...(resolveAfterMs !== undefined && { resolveAfterMs }),
    ...(threshold !== undefined && { threshold }),
  };
}

/** For the audit log: "enabled true, threshold 3". */
function describe(settings: Partial<RuleSettings>): string {
  const words = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? "back to its default" : words.join(", ");
}
