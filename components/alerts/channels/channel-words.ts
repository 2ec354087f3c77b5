import type { Channel } from "@/lib/contract/alerts/alert-channels";
import { ruleName } from "@/lib/domain/alerts/rule-name";
import type { Mark } from "@/lib/domain/cluster/mark";
import { formatCounted } from "@/lib/domain/text/format";
import { listNames } from "@/lib/domain/text/list-names";

export const CHANNEL_LOOKS: Record<Channel["state"], { mark: Mark; word: string }> = {
  ok: { mark: "healthy", word: "Works" },
  failing: { mark: "down", word: "Failing" },
  disabled: { mark: "stopped", word: "Disabled" },
};

const SEVERITY_WORDS = {
  info: "Everything",
  warning: "Warnings and critical alerts",
  critical: "Critical alerts only",
} as const;

/** The severities that a channel may begin with, from most messages to fewest. */
export const MIN_SEVERITIES = [
  { id: "info", label: SEVERITY_WORDS.info },
  { id: "warning", label: SEVERITY_WORDS.warning },
  { id: "critical", label: SEVERITY_WORDS.critical },
] as const;

const MAX_NAMED = 3;

/** "Warnings and critical alerts of Idle and Budget, from 2 accounts, without names" */
export function routingWords({ minSeverity, rules, accounts, show }: Omit<Channel, "settings">): string {
  const ofRules = rules === null ? "" : ` of ${rulesWords(rules)}`;
  const hidden = [...(show.names ? [] : ["names"]), ...(show.costs ? [] : ["costs"])];
  return [
    `${SEVERITY_WORDS[minSeverity]}${ofRules}`,
    ...(accounts === null ? [] : [`from ${formatCounted(accounts.length, "account")}`]),
    ...(hidden.length === 0 ? [] : [`without ${listNames(hidden)}`]),
  ].join(", ");
}

function rulesWords(rules: NonNullable<Channel["rules"]>): string {
  return rules.length > MAX_NAMED ? formatCounted(rules.length, "rule") : listNames(rules.map(ruleName));
}
