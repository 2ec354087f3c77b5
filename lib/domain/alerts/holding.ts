import type { Alert } from "./alert";
import type { RuleId, Subject } from "./rule";

/** Rules whose alerts explain whatever else is wrong below their subject. */
const ACCOUNT_PARENTS: readonly RuleId[] = ["account-failing", "readings-stale"];
const CLUSTER_PARENTS: readonly RuleId[] = ["cluster-down", "cluster-gone", "stuck-provisioning"];

/**
 * What holds back the alerts of a rule for a subject: what is wrong with its account, or else with its cluster. `null` if nothing does. Money
 * goes on being spent whether or not an account answers, so what is known of it is not held back by anything.
 */
export function createHolding(open: Iterable<Alert>): (rule: RuleId, subject: Subject) => Alert | null {
  const parents = new Map<string, Alert>();
  for (const alert of open) {
    const place = placeOf(alert);
    if (place === null || alert.state === "resolved") continue;
    const other = parents.get(place);
    if (other === undefined || rankOf(alert.rule) < rankOf(other.rule)) parents.set(place, alert);
  }
  return (rule, subject) => {
    if (UNHELD.has(rule)) return null;
    const ofAccount = parents.get(`account ${subject.accountId}`);
    if (ofAccount !== undefined && rankOf(ofAccount.rule) < rankOf(rule)) return ofAccount;
    const ofCluster = subject.kind === "node" ? parents.get(`cluster ${subject.clusterId}`) : undefined;
    return ofCluster ?? null;
  };
}

const UNHELD: ReadonlySet<RuleId> = new Set(["budget", "balance-low", "history-not-written", "channel-failing"]);

function placeOf({ rule, subject }: Alert): string | null {
  if (ACCOUNT_PARENTS.includes(rule)) return `account ${subject.accountId}`;
  if (CLUSTER_PARENTS.includes(rule)) return `cluster ${subject.clusterId}`;
  return null;
}

/** Parents come before what they hold back: a failing account before its stale readings, and both before all else. */
function rankOf(rule: RuleId): number {
  const rank = ACCOUNT_PARENTS.indexOf(rule);
  return rank === -1 ? ACCOUNT_PARENTS.length : rank;
}
