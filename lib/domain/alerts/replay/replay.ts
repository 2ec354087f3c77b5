import { DAY_MS, type EpochMs, MINUTE_MS } from "../../time/epoch";
import { advance } from "../advance";
import type { Alert } from "../alert";
import { createJudge } from "../conditions/judge";
import { FLAPPING_MEMORY_MS, flappingOf } from "../flapping";
import type { MessagePlan, MessageTiming, Routing, Spoken } from "../messages/message-plan";
import { planMessages } from "../messages/plan-messages";
import { spokenBy } from "../messages/spoken-by";
import { DEFAULT_RULES, RULE_IDS, type RuleId, type RuleSettings } from "../rule";
import { knownSince, type Past, type PastAccount, type PastCluster, pollFrom } from "./past";
import { accountAt, situationAt } from "./past-situation";

/** What a rule would have done. */
interface Replayed {
  /** All that would have fired, the latest first. */
  alerts: readonly Alert[];
  /** How many messages a channel that takes all of them would have got. */
  messages: number;
}

interface Asked {
  rule: RuleId;
  settings: RuleSettings;
  timing: MessageTiming;
}

/** A channel that takes everything. */
const EVERYTHING: Routing = { id: "all", minSeverity: "info", rules: null, accounts: null };
/** For as long as what ended matters for what is said. */
const REMEMBERED_MS = DAY_MS + FLAPPING_MEMORY_MS;
/** Rules count up to so many readings one by one. */
const MAX_READINGS = 20;

/**
 * Goes through the past as the server would have, by the same rules and with the same messages. Yields after each look, so that whoever
 * runs it can do something else in between.
 */
export function* replay(past: Past, { rule, settings, timing }: Asked): Generator<void, Replayed> {
  const rules = { ...NOTHING, [rule]: { ...settings, enabled: true } };
  const judge = createJudge();
  const concerned = onlyConcerned(past, rule, rules);
  const moments = momentsOf(concerned, rule, settings);
  const spoken: Spoken[] = [];
  const closed: Alert[] = [];
  let open: ReadonlyMap<string, Alert> = new Map();
  let number = 0;
  let planned: EpochMs | null = null;
  let reached = 0;
  const next = (after: EpochMs): EpochMs | null => {
    while ((moments[reached] ?? Number.POSITIVE_INFINITY) <= after) reached += 1;
    const soonest = Math.min(moments[reached] ?? Number.POSITIVE_INFINITY, planned ?? Number.POSITIVE_INFINITY);
    const moment = Math.max(soonest, after + 1);
    return moment <= past.window.to ? moment : null;
  };
  for (let at: EpochMs | null = past.window.from; at !== null; at = next(at)) {
    const now: EpochMs = at;
    const findings = judge(situationAt(concerned, now), rules, now);
    const step = advance(open, findings, { rules, now, newId: () => `${++number}` });
    open = step.open;
    closed.push(...step.closed.filter(({ state }) => state === "resolved"));
    const recent = closed.filter(({ resolvedAt }) => (resolvedAt ?? 0) > now - REMEMBERED_MS);
    const alerts = [...open.values(), ...recent];
    const plan = planAt(now, alerts, spoken, timing);
    for (const message of plan.messages)
      spoken.push(...spokenBy(message, alerts, { deliveryId: `${++number}`, at: now, state: "delivered" }));
    // The plan was made before its messages were sent: what follows them is seen by the next look.
    planned = plan.messages.length > 0 ? now + 1 : plan.nextAt;
    yield;
  }
  const fired = [...open.values(), ...closed].filter(({ firingSince }) => firingSince !== null);
  return {
    alerts: fired.sort((one, other) => (other.firingSince ?? 0) - (one.firingSince ?? 0)),
    messages: new Set(spoken.map(({ deliveryId }) => deliveryId)).size,
  };
}

function planAt(now: EpochMs, alerts: readonly Alert[], spoken: readonly Spoken[], timing: MessageTiming): MessagePlan {
  const ids = new Set(alerts.map(({ id }) => id));
  return planMessages({
    ...{ alerts, channels: [EVERYTHING], timing, now, silences: [], flapping: flappingOf(alerts) },
    spoken: spoken.filter(({ alertId }) => ids.has(alertId)),
  });
}

type Rules = Readonly<Record<RuleId, RuleSettings>>;

const NOTHING: Rules = (() => {
  const rules = { ...DEFAULT_RULES };
  for (const id of RULE_IDS) rules[id] = { ...rules[id], enabled: false };
  return rules;
})();

/** The past without the clusters of which the rule never says anything: usually nearly all of them. */
function onlyConcerned(past: Past, rule: RuleId, rules: Rules): Past {
  // What all clusters together cost concerns each of them.
  if (rule === "burn-over") return past;
  const accounts = past.accounts.map((account) => ({
    ...account,
    clusters: account.clusters.filter((cluster) => isConcerned(account, cluster, past, rules)),
  }));
  return { ...past, accounts };
}

function isConcerned(account: PastAccount, cluster: PastCluster, past: Past, rules: Rules): boolean {
  const judge = createJudge();
  // A state says most about itself when it has lasted longest; what happens is said when it happens.
  const moments = [
    ...cluster.rows.flatMap(({ startedAt, endedAt }) =>
      [startedAt, (endedAt ?? past.window.to) - 1, endedAt ?? []].flat(),
    ),
    ...cluster.rateChanges.map(({ at }) => at),
    ...(cluster.appearedAt === null ? [] : [cluster.appearedAt]),
  ];
  // As if it had been read at all times.
  const runs = [{ accountId: account.id, startedAt: 0, lastAt: Number.MAX_SAFE_INTEGER, pollIntervalMs: 1 }];
  return moments.some((at) => {
    const situation = { accounts: [accountAt({ ...account, runs, clusters: [cluster] }, at)], budgets: [] };
    return judge({ ...situation, server: { history: null, channels: [] } }, rules, at).conditions.length > 0;
  });
}

/** When something may become true or false: when polls see changes, and when what was seen has been so for long enough. In order. */
function momentsOf({ window, accounts, budgets }: Past, rule: RuleId, settings: RuleSettings): EpochMs[] {
  const { forMs, resolveAfterMs, threshold } = settings;
  const readings = rule === "cluster-down" ? Math.min(Math.max(1, Math.ceil(threshold ?? 1)), MAX_READINGS) : 1;
  const found = new Set([window.to, ...budgets.map(({ at }) => at)]);
  for (const { runs, clusters } of accounts) {
    const changes = new Set([...runs.map(({ startedAt }) => startedAt), ...clusters.flatMap(changesOf)]);
    // Between two polls too: the server looks more often than it polls.
    for (const at of clusters.flatMap((cluster) => overdueStarts(cluster, runs, threshold)))
      for (const moment of [at, at + forMs]) found.add(moment);
    for (const change of changes) {
      const seenAt = pollFrom(runs, change);
      const { pollIntervalMs = 0 } = runs.find(({ lastAt }) => lastAt >= change) ?? {};
      if (seenAt === null) continue;
      for (let count = 0; count < readings; count += 1) found.add(seenAt + count * pollIntervalMs);
      found.add(seenAt + forMs);
      found.add(seenAt + forMs + (readings - 1) * pollIntervalMs);
      found.add(seenAt + resolveAfterMs);
    }
  }
  const inWindow = [...found].filter((at) => at > window.from && at <= window.to);
  return inWindow.sort((one, other) => one - other);
}

/** When a cluster changes, and when what has happened to it is no news any more. */
function changesOf({ rows, rateChanges, appearedAt }: PastCluster): EpochMs[] {
  const happened = [...rateChanges.map(({ at }) => at), appearedAt ?? [], rows.at(-1)?.endedAt ?? []].flat();
  return [
    ...rows.flatMap(({ startedAt, endedAt }) => (endedAt === null ? [startedAt] : [startedAt, endedAt])),
    ...happened,
    ...happened.map((at) => at + DAY_MS),
  ];
}

/** When a cluster has been starting for too long. */
function overdueStarts(
  { rows, usualStartMs }: PastCluster,
  runs: PastAccount["runs"],
  threshold: number | null,
): EpochMs[] {
  const startMs = usualStartMs ?? (threshold ?? 0) * MINUTE_MS;
  const starting = rows.filter(({ status }) => status === "provisioning");
  return starting.map((row) => knownSince(runs, row) + startMs + 1);
}
