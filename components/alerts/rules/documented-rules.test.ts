import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { DEFAULT_RULES, RULE_IDS, type RuleId, THRESHOLDS } from "@/lib/domain/alerts/rule";
import { formatDuration } from "@/lib/domain/text/format";
import { RULE_WORDS } from "./rule-words";

function rowOf(rule: RuleId): string {
  const { enabled, severity, forMs, threshold } = DEFAULT_RULES[rule];
  const unit = THRESHOLDS[rule];
  const limit = threshold === null || unit === undefined ? "" : `${threshold} ${unit}`;
  const words = RULE_WORDS[rule].replaceAll("|", "\\|");
  return `| \`${rule}\` | ${words} | ${enabled ? severity : `off; ${severity}`} | ${forMs === 0 ? "" : formatDuration(forMs)} | ${limit} |`;
}

/** What docs/alerts.md says of the rules. */
function rulesTable(): string {
  const head = "| Rule | What it looks for | Default | For | Threshold |\n|---|---|---|---|---|";
  return [head, ...RULE_IDS.map(rowOf)].join("\n");
}

it("are documented as they are: the table in docs/alerts.md", () => {
  expect(readFileSync("docs/alerts.md", "utf8")).toContain(rulesTable());
});
