import "server-only";
import type { Past, PastAccount, PastCluster } from "@/lib/domain/alerts/replay/past";
import type { RuleId } from "@/lib/domain/alerts/rule";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { PollRun } from "@/lib/domain/time/poll-run";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { Configuration } from "../../configuration/configuration";
import type { History } from "../../history/open-history";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import type { CostSample } from "../../history/read/cost-sample";
import type { RateChange } from "../../history/read/read-cluster-pasts";
import type { ClusterIntervals } from "../../history/read/read-intervals";
import type { Pause } from "../../pause";
import { badRequest } from "../../refusal";
import { budgetMoments, budgetsBy } from "../knowledge/read-budgets";
import { usualStarts } from "../knowledge/usual-starts";

/** Enough for a month of a large fleet; a replay of more would take minutes. */
const MAX_ROWS = 50_000;
const STARTS_MS = 90 * DAY_MS;

type Reading = Pick<
  History,
  "loadLastReadings" | "readIntervals" | "observedRuns" | "clusterPasts" | "rateChanges" | "startTimes" | "sampleCosts"
>;

/** What budgets are measured by. */
export interface BudgetContext extends Pick<Configuration, "budgets" | "timeZone"> {
  isInFleet: (accountId: string) => boolean;
}

interface Asked {
  rule: RuleId;
  window: TimeWindow;
  configuration: BudgetContext;
  pause: Pause;
}

/** What the history knows of a window, as far as a rule looks at it. Throws a refusal if that is too much to go through. */
export async function readPast(history: Reading, { rule, window, configuration, pause }: Asked): Promise<Past> {
  if (rule === "budget")
    return { window, accounts: [], budgets: await readPastBudgets(history, configuration, window, pause) };
  const runs = Map.groupBy(await Array.fromAsync(history.observedRuns(window, ALL_CLUSTERS)), (run) => run.accountId);
  const clusters = await readClusters(history, rule, window, pause);
  const accounts = [...runs].map(
    ([id, own]): PastAccount => ({ id, runs: own.sort(byStart), clusters: clusters.get(id) ?? [] }),
  );
  return { window, accounts, budgets: [] };
}

/** By account. */
async function readClusters(
  history: Reading,
  rule: RuleId,
  window: TimeWindow,
  pause: Pause,
): Promise<ReadonlyMap<string, PastCluster[]>> {
  const known = await readKnowledge(history, rule, window);
  const found: { accountId: string; cluster: PastCluster }[] = [];
  let rowsLeft = MAX_ROWS;
  for await (const { cluster, pages } of history.readIntervals(window, ALL_CLUSTERS, pause)) {
    const rows: LedgerRow[] = [];
    for await (const page of pages) rows.push(...page);
    rowsLeft -= rows.length;
    if (rowsLeft < 0)
      throw badRequest("Too much has changed in this time to go through all of it. Ask for a shorter time.");
    found.push({ accountId: cluster.accountId, cluster: { ...pastCluster(cluster, rows), ...known(cluster) } });
  }
  return new Map(
    [...Map.groupBy(found, ({ accountId }) => accountId)].map(([id, own]) => [id, own.map(({ cluster }) => cluster)]),
  );
}

type Knowledge = Pick<PastCluster, "appearedAt" | "usualStartMs" | "rateChanges" | "lastLimits">;

/** What the ledger's rows do not say by themselves, read only for the rules that ask for it. */
async function readKnowledge(
  history: Reading,
  rule: RuleId,
  window: TimeWindow,
): Promise<(cluster: ClusterIntervals["cluster"]) => Knowledge> {
  const pasts =
    rule === "cluster-appeared" ? await history.clusterPasts({ goneSince: window.from, changedSince: window.to }) : [];
  const appeared = new Map(pasts.map(({ clusterId, appearedAt }) => [clusterId, appearedAt]));
  const changes = rule === "rate-changed" ? await history.rateChanges(window) : new Map<string, RateChange[]>();
  const usualStart = usualStarts(
    rule === "stuck-provisioning" ? await history.startTimes(window.from - STARTS_MS) : [],
  );
  const last = rule === "cluster-gone" ? await history.loadLastReadings(window.from) : [];
  const limits = new Map(
    last.map(({ accountId, reading }) => [clusterIdOf(accountId, reading.providerClusterId), reading.limits]),
  );
  return ({ id, provider, gpuModel, gpuCount }) => ({
    appearedAt: appeared.get(id) ?? null,
    usualStartMs: usualStart({ provider, gpuModel, gpuCount }),
    rateChanges: changes.get(id) ?? [],
    lastLimits: limits.get(id) ?? [],
  });
}

function pastCluster(
  { id, providerClusterId, name, gpuModel, gpuCount }: ClusterIntervals["cluster"],
  rows: readonly LedgerRow[],
): Omit<PastCluster, keyof Knowledge> {
  return { id, providerClusterId, name, gpuModel, gpuCount, rows };
}

/** By the hour, from one reading of the ledger. */
async function readPastBudgets(
  history: Reading,
  { budgets, timeZone, isInFleet }: Asked["configuration"],
  { from, to }: TimeWindow,
  pause: Pause,
): Promise<Past["budgets"]> {
  if (budgets.length === 0) return [];
  const hours = Array.from({ length: Math.floor((to - from) / HOUR_MS) + 1 }, (_, index) => from + index * HOUR_MS);
  const moments = new Set(hours.flatMap((now) => budgetMoments({ timeZone, now })));
  const samples = new Map<EpochMs, CostSample[]>();
  const inOrder = [...moments].sort((one, other) => one - other);
  for await (const some of history.sampleCosts(inOrder, "group", ALL_CLUSTERS)) {
    for (const [at, own] of Map.groupBy(some, (sample) => sample.at))
      samples.set(at, [...(samples.get(at) ?? []), ...own]);
    await pause();
  }
  const found: Past["budgets"][number][] = [];
  for (const now of hours) {
    await pause();
    const own = budgetMoments({ timeZone, now }).flatMap((at) => samples.get(at) ?? []);
    found.push({ at: now, budgets: budgetsBy(own, budgets, { timeZone, now, isInFleet }) });
  }
  return found;
}

function byStart(one: PollRun, other: PollRun): number {
  return one.startedAt - other.startedAt;
}
