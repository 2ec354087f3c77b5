import "server-only";
import type { Alert } from "@/lib/domain/alerts/alert";
import { RULE_IDS, type RuleId, type RuleSettings } from "@/lib/domain/alerts/rule";
import type { Family } from "../format/family";
import { createGauges } from "../format/gauges";

const HELP = {
  alerts: "Alerts by the rule that judges them: pending ones have not been true for long enough to fire.",
};

const OPEN_STATES = ["pending", "firing"] as const;

/** An alert as far as it is counted. */
export type CountedAlert = Pick<Alert, "rule" | "severity" | "state">;

/** How many alerts there are of each rule that is on. None is 0, since a rule that is judged is known to find nothing. */
export function alertFamilies(
  alerts: readonly CountedAlert[],
  rules: Readonly<Record<RuleId, RuleSettings>>,
): Family[] {
  const gauges = createGauges(HELP);
  for (const rule of RULE_IDS) {
    const own = alerts.filter((alert) => alert.rule === rule);
    const severities = new Set(own.map(({ severity }) => severity));
    if (rules[rule].enabled) severities.add(rules[rule].severity);
    for (const severity of severities) {
      for (const state of OPEN_STATES) {
        const count = own.filter((alert) => alert.severity === severity && alert.state === state).length;
        gauges.set("alerts", { rule, severity, state }, count);
      }
    }
  }
  return gauges.families();
}
