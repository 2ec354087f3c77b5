import { HOUR_MS, MINUTE_MS } from "../time/epoch";

export const SEVERITIES = ["critical", "warning", "info"] as const;
/** How soon a person must know, worst first. */
export type Severity = (typeof SEVERITIES)[number];

/** The rules, in the order in which Settings lists them. */
export const RULE_IDS = [
  "account-failing",
  "readings-stale",
  "cluster-down",
  "cluster-degraded",
  "node-unreachable",
  "stuck-provisioning",
  "cluster-gone",
  "cluster-appeared",
  "stopped-but-billed",
  "rate-changed",
  "burn-over",
  "budget",
  "balance-low",
  "ends-soon",
  "idle",
  "gpu-fault",
  "gpu-missing",
  "history-not-written",
  "channel-failing",
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What a rule is about. */
export const SUBJECT_KINDS = ["account", "cluster", "node", "budget", "server"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface RuleSettings {
  enabled: boolean;
  severity: Severity;
  /** How long the condition must have been true, on top of the number of readings. */
  forMs: number;
  /** How long it must have been false again. */
  resolveAfterMs: number;
  /** What the rule measures against, in the unit that `THRESHOLDS` names; `null` for a rule that measures nothing. */
  threshold: number | null;
}

/** What each rule does if nobody has set anything. */
export const DEFAULT_RULES: Readonly<Record<RuleId, RuleSettings>> = {
  "account-failing": rule("critical", { threshold: 3 }),
  "readings-stale": rule("critical", { threshold: 5 }),
  "cluster-down": rule("critical", { threshold: 2 }),
  "cluster-degraded": rule("warning", { forMs: 5 * MINUTE_MS }),
  "node-unreachable": rule("warning", { threshold: 3 }),
  "stuck-provisioning": rule("warning", { threshold: 30 }),
  "cluster-gone": rule("warning"),
  "cluster-appeared": rule("info", { enabled: false }),
  "stopped-but-billed": rule("info", { threshold: 5 }),
  "rate-changed": rule("warning", { threshold: 5 }),
  "burn-over": rule("warning", { enabled: false, threshold: 100 }),
  budget: rule("warning", { threshold: 80 }),
  "balance-low": rule("warning", { threshold: 24 }),
  "ends-soon": rule("info", { threshold: 24 }),
  idle: rule("warning", { forMs: HOUR_MS, threshold: 5 }),
  "gpu-fault": rule("critical"),
  "gpu-missing": rule("critical"),
  "history-not-written": rule("critical"),
  "channel-failing": rule("critical", { forMs: 30 * MINUTE_MS }),
};

function rule(severity: Severity, settings: Partial<RuleSettings> = {}): RuleSettings {
  return { enabled: true, severity, forMs: 0, resolveAfterMs: 0, threshold: null, ...settings };
}

/** The unit of each threshold, as Settings and errors write it. */
export const THRESHOLDS: Readonly<Partial<Record<RuleId, string>>> = {
  "account-failing": "polls",
  "readings-stale": "poll intervals",
  "cluster-down": "readings",
  "node-unreachable": "attempts",
  "stuck-provisioning": "minutes",
  "stopped-but-billed": "$ a day",
  "rate-changed": "%",
  "burn-over": "$ an hour",
  budget: "% of the budget",
  "balance-low": "hours left",
  "ends-soon": "hours left",
  idle: "% in use",
};

/** How bad it is compared with another: the smaller, the worse. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** What an alert is about. */
export interface Subject {
  kind: SubjectKind;
  /** Unique among the subjects of its kind. */
  id: string;
  accountId: string | null;
  clusterId: string | null;
  nodeId: string | null;
}

/** Names one alert among those that are open: a rule has at most one for each subject. */
export function alertKey({ rule, subject }: { rule: RuleId; subject: Subject }): string {
  return `${rule} ${subject.kind} ${subject.id}`;
}

/** Rules about something that happened and is not undone: said once, without reminders, and without an end where no incident is open. */
const EVENT_RULES: ReadonlySet<RuleId> = new Set(["cluster-gone", "cluster-appeared", "rate-changed"]);

export function isEvent(rule: RuleId): boolean {
  return EVENT_RULES.has(rule);
}
