import { freshnessOf, isOld } from "../../cluster/freshness";
import type { EpochMs } from "../../time/epoch";
import type { Findings } from "../advance";
import type { Condition } from "../condition";
import type { RuleId, RuleSettings, Subject } from "../rule";
import { accountFailing, balanceLow, readingsStale } from "./account-conditions";
import {
  clusterAppeared,
  clusterDegraded,
  clusterDown,
  clusterGone,
  endsSoon,
  gpuFault,
  nodesUnreachable,
  rateChanged,
  stoppedButBilled,
  stuckProvisioning,
} from "./cluster-conditions";
import { budgetOver, burnOver } from "./money-conditions";
import { channelsFailing, historyNotWritten } from "./server-conditions";
import type { WatchedAccount, WatchedBudget, WatchedCluster, WatchedServer } from "./situation";

export interface Situation {
  accounts: readonly WatchedAccount[];
  budgets: readonly WatchedBudget[];
  server: WatchedServer;
}

type Rules = Readonly<Record<RuleId, RuleSettings>>;

const CLUSTER_RULES = {
  "cluster-down": clusterDown,
  "cluster-degraded": clusterDegraded,
  "stuck-provisioning": stuckProvisioning,
  "cluster-appeared": clusterAppeared,
  "stopped-but-billed": stoppedButBilled,
  "rate-changed": rateChanged,
  "ends-soon": endsSoon,
  "gpu-fault": gpuFault,
} as const;

const ACCOUNT_RULES = {
  "account-failing": accountFailing,
  "readings-stale": readingsStale,
  "balance-low": balanceLow,
} as const;

/** What all rules that are switched on say of the situation. */
type Judge = (situation: Situation, rules: Rules, now: EpochMs) => Findings;

/**
 * A judge that looks at an account again once it is another object, since each poll makes a new one, and otherwise once as much time has
 * passed as between two polls: some rules are about time.
 */
export function createJudge(): Judge {
  const judged = new WeakMap<WatchedAccount, { by: string; at: EpochMs; conditions: readonly Condition[] }>();
  return ({ accounts, budgets, server }, rules, now) => {
    const by = JSON.stringify(rules);
    const ofAccounts = accounts.flatMap((account) => {
      const before = judged.get(account);
      const isRecent = before !== undefined && now >= before.at && now - before.at < account.pollIntervalMs;
      if (isRecent && before.by === by) return before.conditions;
      const conditions = judgeAccount(account, rules, now);
      judged.set(account, { by, at: now, conditions });
      return conditions;
    });
    const conditions = [...ofAccounts, ...judgeRest({ accounts, budgets, server }, rules, now)];
    const accountsById = new Map(accounts.map((account) => [account.id, account]));
    return { conditions, judgedAt: (rule, subject) => judgedAt(rule, subject, accountsById, now) };
  };
}

/** Whatever is not about a single account. */
function judgeRest({ accounts, budgets, server }: Situation, rules: Rules, now: EpochMs): Condition[] {
  const conditions: Condition[] = [];
  if (rules["burn-over"].enabled) conditions.push(...burnOver(accounts, rules["burn-over"], now));
  if (rules.budget.enabled) conditions.push(...budgets.flatMap((budget) => budgetOver(budget, rules.budget) ?? []));
  const history = rules["history-not-written"];
  if (history.enabled) conditions.push(...[historyNotWritten(server, history, now) ?? []].flat());
  const channels = rules["channel-failing"];
  if (channels.enabled) conditions.push(...channelsFailing(server, channels, now));
  return conditions;
}

function judgeAccount(account: WatchedAccount, rules: Rules, now: EpochMs): Condition[] {
  const conditions: Condition[] = [];
  for (const [rule, judgeRule] of typedEntries(ACCOUNT_RULES)) {
    const condition = rules[rule].enabled ? judgeRule(account, rules[rule], now) : null;
    if (condition !== null) conditions.push(condition);
  }
  for (const cluster of account.clusters) {
    if (cluster.read === "nothing" || !isRead(account, cluster, now)) continue;
    for (const [rule, judgeRule] of typedEntries(CLUSTER_RULES)) {
      const settings = rules[rule];
      const condition = settings.enabled ? judgeRule({ account, cluster, settings, now }) : null;
      if (condition !== null) conditions.push(condition);
    }
    const settings = rules["node-unreachable"];
    if (settings.enabled) conditions.push(...nodesUnreachable({ account, cluster, settings, now }));
  }
  const gone = rules["cluster-gone"];
  if (gone.enabled)
    conditions.push(...account.gone.flatMap((cluster) => clusterGone(account, cluster, gone, now) ?? []));
  return conditions;
}

/** Old readings only say how things were, and so do those from before the clock was set back. */
function isRead({ pollIntervalMs }: WatchedAccount, { observedAt }: WatchedCluster, now: EpochMs): boolean {
  return observedAt <= now && !isOld(freshnessOf(observedAt, now, pollIntervalMs));
}

/**
 * When a rule could last have seen its condition: whatever is about an account itself, money or the server can always be judged; a cluster,
 * and what belongs to it, by its latest reading unless that is old. What has gone is judged by the account's latest reading.
 */
function judgedAt(
  rule: RuleId,
  { accountId, clusterId }: Subject,
  accounts: ReadonlyMap<string, WatchedAccount>,
  now: EpochMs,
): EpochMs | null {
  // An account that is no longer configured.
  const account = accountId === null ? undefined : accounts.get(accountId);
  if (account === undefined) return now;
  if (rule === "account-failing") return account.state === "failing" || account.state === "starting" ? null : now;
  if (clusterId === null) return account.state === "starting" ? null : now;
  const cluster = account.clusters.find(({ id }) => id === clusterId);
  if (rule === "ends-soon" && cluster?.mayHaveLimits) return null;
  // What it does not say may only not have been read yet.
  if (cluster !== undefined) return cluster.read === "all" && isRead(account, cluster, now) ? cluster.observedAt : null;
  return account.state === "ok" ? account.lastSuccessAt : null;
}

function typedEntries<Name extends string, Value>(record: Readonly<Record<Name, Value>>): [Name, Value][] {
  return Object.entries(record) as [Name, Value][];
}
