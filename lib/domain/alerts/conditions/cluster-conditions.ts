import type { Limit } from "../../cluster/cluster";
import { countNodes, isAtRest } from "../../cluster/health";
import { markOf } from "../../cluster/mark";
import { isMoreThan, usdPerDay } from "../../money/cost";
import { chargedRate } from "../../money/rate";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../time/epoch";
import type { Condition, ConditionOf, FactsByRule } from "../condition";
import type { RuleId, RuleSettings, Subject } from "../rule";
import type { GoneCluster, WatchedAccount, WatchedCluster } from "./situation";
import { clusterSubject, nodeSubject } from "./subjects";

/** For how long something that happened is news. */
const NEWS_MS = DAY_MS;

interface Judged {
  account: WatchedAccount;
  cluster: WatchedCluster;
  settings: RuleSettings;
  now: EpochMs;
}

type ClusterRule<Rule extends RuleId> = (judged: Judged) => ConditionOf<Rule> | null;

function conditionOf<Rule extends RuleId>(
  rule: Rule,
  { account, cluster, settings }: Judged,
  facts: FactsByRule[Rule],
  { readings = 1, subject = clusterSubject(account.id, cluster.id) }: { readings?: number; subject?: Subject } = {},
): ConditionOf<Rule> {
  return { rule, subject, severity: settings.severity, evidenceAt: cluster.observedAt, readings, facts };
}

/** What is wrong with a cluster, as the fleet marks it. */
function brokenFacts({ cluster: { reading } }: Judged): FactsByRule["cluster-down"] {
  const counts = reading.nodes === null ? null : countNodes(reading.nodes);
  return {
    reasons: reading.healthReasons.length > 0 ? reading.healthReasons : [reading.statusDetail ?? []].flat(),
    nodes: counts === null || counts.total === 0 ? null : { healthy: counts.healthy, total: counts.total },
    usdMicrosPerHour: chargedRate(reading.rate),
  };
}

function freshMark({ reading: { status, health, rate } }: WatchedCluster) {
  return markOf({ status, health, billing: rate.billing, freshness: "fresh" });
}

export const clusterDown: ClusterRule<"cluster-down"> = (judged) =>
  freshMark(judged.cluster) === "down"
    ? conditionOf("cluster-down", judged, brokenFacts(judged), { readings: judged.settings.threshold ?? 1 })
    : null;

export const clusterDegraded: ClusterRule<"cluster-degraded"> = (judged) =>
  freshMark(judged.cluster) === "degraded" ? conditionOf("cluster-degraded", judged, brokenFacts(judged)) : null;

export const stuckProvisioning: ClusterRule<"stuck-provisioning"> = (judged) => {
  const { cluster, settings, now } = judged;
  if (cluster.reading.status !== "provisioning") return null;
  const allowedMs = cluster.usualStartMs ?? (settings.threshold ?? 0) * MINUTE_MS;
  if (now - cluster.statusSince <= allowedMs) return null;
  const usdMicrosPerHour = chargedRate(cluster.reading.rate);
  return conditionOf("stuck-provisioning", judged, {
    ...{ since: cluster.statusSince, usualMs: cluster.usualStartMs, usdMicrosPerHour },
  });
};

export const clusterAppeared: ClusterRule<"cluster-appeared"> = (judged) => {
  const { appearedAt, reading } = judged.cluster;
  if (appearedAt === null || judged.now - appearedAt >= NEWS_MS) return null;
  const { gpuCount, gpuModel } = reading;
  const gpus = gpuCount === null || gpuModel === null ? null : `${gpuCount} × ${gpuModel}`;
  return conditionOf("cluster-appeared", judged, { gpus, usdMicrosPerHour: chargedRate(reading.rate) });
};

export const stoppedButBilled: ClusterRule<"stopped-but-billed"> = (judged) => {
  const { status, rate } = judged.cluster.reading;
  const { usdMicrosPerHour, billing } = rate;
  const isBilled = status === "stopped" && (billing === "full" || billing === "reduced");
  if (!isBilled || usdMicrosPerHour === null) return null;
  if (!isMoreThan(usdMicrosPerHour, usdPerDay(judged.settings.threshold ?? 0))) return null;
  return conditionOf("stopped-but-billed", judged, { usdMicrosPerHour });
};

export const rateChanged: ClusterRule<"rate-changed"> = (judged) => {
  const { rateChange } = judged.cluster;
  if (rateChange === null || judged.now - rateChange.at >= NEWS_MS) return null;
  const { from, to, at: changedAt } = rateChange;
  if (Math.abs(to - from) <= (from * (judged.settings.threshold ?? 0)) / 100) return null;
  return conditionOf("rate-changed", judged, { from, to, changedAt });
};

export const endsSoon: ClusterRule<"ends-soon"> = (judged) => {
  const { cluster, settings, now } = judged;
  const ends = cluster.reading.limits.flatMap(({ action, at }) => (action === "delete" && at !== null ? [at] : []));
  const at = Math.min(...ends.filter((end) => end > now));
  if (!Number.isFinite(at) || at - now > (settings.threshold ?? 0) * HOUR_MS) return null;
  return conditionOf("ends-soon", judged, { at });
};

/**
 * What the provider itself reports as wrong with a cluster's GPUs: all that is known of them without a source of metrics. Less than critical may
 * only mean that they are busy.
 */
export const gpuFault: ClusterRule<"gpu-fault"> = (judged) => {
  const worst = judged.cluster.reading.alerts.find(({ severity }) => severity === "critical");
  if (worst === undefined) return null;
  return conditionOf("gpu-fault", judged, { meaning: worst.title, advice: "Its provider reports this." });
};

/** Nodes whose ssh our own tries get no answer from; fewer than three in a row say nothing, whatever is set. */
export function nodesUnreachable(judged: Judged): Condition[] {
  const { account, cluster, settings } = judged;
  if (isAtRest(cluster.reading.status)) return [];
  return (cluster.reading.nodes ?? [])
    .filter(
      ({ unanswered, status }) => !isAtRest(status) && (unanswered?.tries ?? 0) >= Math.max(1, settings.threshold ?? 0),
    )
    .map(({ id }) =>
      conditionOf(
        "node-unreachable",
        judged,
        { clusterName: cluster.reading.name },
        {
          subject: nodeSubject(account.id, cluster.id, id),
        },
      ),
    );
}

/** Statuses after which a cluster is expected to go, whoever has ended it. */
const ENDING: ReadonlySet<string> = new Set(["stopping", "terminating", "terminated"]);
/** Providers delete what is due to the minute at best. */
const AHEAD_OF_TIME_MS = 5 * MINUTE_MS;

/** A cluster that is no longer listed although nothing had said that it would end. Clusterdeck itself ends none. */
export function clusterGone(
  account: Pick<WatchedAccount, "id">,
  cluster: GoneCluster,
  { severity }: RuleSettings,
  now: EpochMs,
): ConditionOf<"cluster-gone"> | null {
  const { id, lastSaid, lastSeenAt, goneAt } = cluster;
  if (ENDING.has(lastSaid.status) || lastSaid.limits.some((limit) => isReached(limit, goneAt))) return null;
  if (now - goneAt >= NEWS_MS) return null;
  const subject = clusterSubject(account.id, id);
  return { rule: "cluster-gone", subject, severity, evidenceAt: goneAt, readings: 1, facts: { lastSeenAt } };
}

/** Whether the provider was to delete the cluster by then, for its time or for what it had cost. */
function isReached({ action, at, spendUsdMicros, spentUsdMicros }: Limit, goneAt: EpochMs): boolean {
  if (action !== "delete") return false;
  const isOverTime = at !== null && at <= goneAt + AHEAD_OF_TIME_MS;
  return isOverTime || (spendUsdMicros !== null && spentUsdMicros !== null && spentUsdMicros >= spendUsdMicros);
}
