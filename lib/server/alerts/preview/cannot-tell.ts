import "server-only";
import type { RuleId } from "@/lib/domain/alerts/rule";

const NOT_READ =
  "The history keeps what was read, and not why something was not: an account that does not answer looks like a server that was off.";
const NO_METRICS = "The history does not keep what this rule looks at: how each GPU fares.";
const NOT_ITSELF = "The history does not keep whether the server itself worked.";

/** Why the history says nothing of a rule. */
const REASONS: Readonly<Partial<Record<RuleId, string>>> = {
  "account-failing": NOT_READ,
  "readings-stale": NOT_READ,
  "node-unreachable": "The history keeps what providers say, and not whether nodes answered by ssh.",
  "balance-low": "The history does not keep balances.",
  "ends-soon": "The history does not keep when clusters were going to end.",
  idle: NO_METRICS,
  "gpu-fault": NO_METRICS,
  "gpu-missing": NO_METRICS,
  "history-not-written": NOT_ITSELF,
  "channel-failing": NOT_ITSELF,
};

/** `null` if the history can tell what a rule would have done. */
export function whyHistoryCannotTell(rule: RuleId): string | null {
  return REASONS[rule] ?? null;
}
