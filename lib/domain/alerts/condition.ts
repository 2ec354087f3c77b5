import type { UsdMicros, UsdMicrosPerHour } from "../money/cost";
import type { EpochMs } from "../time/epoch";
import type { RuleId, Severity, Subject } from "./rule";

/** What is to be told of each rule's condition, besides its subject. `null` means unknown. */
export interface FactsByRule {
  "account-failing": { code: string; detail: string; clusters: number };
  "readings-stale": { lastSuccessAt: EpochMs | null; clusters: number };
  "cluster-down": Broken;
  "cluster-degraded": Broken;
  "node-unreachable": { clusterName: string };
  "stuck-provisioning": { since: EpochMs; usualMs: number | null; usdMicrosPerHour: UsdMicrosPerHour | null };
  "cluster-gone": { lastSeenAt: EpochMs };
  "cluster-appeared": { gpus: string | null; usdMicrosPerHour: UsdMicrosPerHour | null };
  "stopped-but-billed": { usdMicrosPerHour: UsdMicrosPerHour };
  "rate-changed": { from: UsdMicrosPerHour; to: UsdMicrosPerHour; changedAt: EpochMs };
  "burn-over": { usdMicrosPerHour: UsdMicrosPerHour; limit: UsdMicrosPerHour };
  budget: { spent: UsdMicros; forecast: UsdMicros | null; limit: UsdMicros; over: "spent" | "forecast" };
  "balance-low": { balance: UsdMicros; endsAt: EpochMs };
  "ends-soon": { at: EpochMs };
  idle: { since: EpochMs; usdMicrosPerHour: UsdMicrosPerHour | null };
  "gpu-fault": { meaning: string; advice: string };
  "gpu-missing": { seen: number; expected: number };
  "history-not-written": { detail: string; since: EpochMs };
  /** `isDisabled`: nothing is sent to it any more. */
  "channel-failing": { detail: string; since: EpochMs; isDisabled: boolean };
}

interface Broken {
  /** What is wrong, in the words that the fleet uses: "Node gpu-3 does not answer". */
  reasons: readonly string[];
  nodes: { healthy: number; total: number } | null;
  usdMicrosPerHour: UsdMicrosPerHour | null;
}

/** What a rule says of a subject by one reading. */
export interface ConditionOf<Rule extends RuleId> {
  rule: Rule;
  subject: Subject;
  severity: Severity;
  /** When what it is based on was read: the same reading never counts twice. */
  evidenceAt: EpochMs;
  /** How many readings must say so before it counts. */
  readings: number;
  /** It has been true for as long as its rule asks for, or need not be. Left out, that is counted from the first reading that says so. */
  isCertain?: boolean;
  facts: FactsByRule[Rule];
}

export type Condition = { [Rule in RuleId]: ConditionOf<Rule> }[RuleId];
/** The facts of some rule, beside its name. */
export type AlertFacts = { [Rule in RuleId]: { rule: Rule; facts: FactsByRule[Rule] } }[RuleId];
