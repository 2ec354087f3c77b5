import "server-only";
import type { Alert } from "@/lib/domain/alerts/alert";
import type { RuleId } from "@/lib/domain/alerts/rule";
import { roundCost, sumCosts, type UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { CostSample } from "../../history/read/cost-sample";
import { MAX_QUICK_LOOKUPS } from "../../history/read/read-samples";
import { costIn } from "../../views/costs/cost-outline";

/** Rules about clusters that cost money and are of no use meanwhile. */
export const WASTING: ReadonlySet<RuleId> = new Set([
  ...(["cluster-down", "cluster-degraded", "stuck-provisioning", "stopped-but-billed", "idle"] as const),
]);

/** What the clusters of alerts have cost since these began to fire, as far as the ledger knows. */
export interface AlertAmounts {
  /** `null` if it is unknown, or beside the point. */
  of(alertId: string): UsdMicros | null;
  /** Reads the amounts of these alerts again, together, and forgets none of the others. */
  refresh(alerts: readonly Alert[]): Promise<void>;
  /** The same for those of them that were not read since then. */
  refreshOlder(alerts: readonly Alert[], since: EpochMs): Promise<void>;
  /** Forgets all but these. */
  keepOnly(alertIds: ReadonlySet<string>): void;
}

/** An alert whose cluster costs money while it fires. */
interface Costing {
  id: string;
  clusterId: string;
  window: TimeWindow;
}

export function createAlertAmounts(history: Pick<History, "sampleCosts">, now: () => EpochMs): AlertAmounts {
  const known = new Map<string, { amount: UsdMicros | null; readAt: EpochMs }>();

  async function refresh(alerts: readonly Alert[]): Promise<void> {
    const readAt = now();
    for (const batch of inBatches(alerts.flatMap((alert) => costingOf(alert, readAt)))) {
      const moments = [...new Set(batch.flatMap(momentsOf))].sort((one, other) => one - other);
      const filter = { clusterIds: [...new Set(batch.map(({ clusterId }) => clusterId))] };
      const samples = (await Array.fromAsync(history.sampleCosts(moments, "cluster", filter))).flat();
      const byCluster = Map.groupBy(samples, ({ clusterId }) => clusterId);
      for (const { id, clusterId, window } of batch)
        known.set(id, { amount: amountIn(window, byCluster.get(clusterId) ?? []), readAt });
    }
  }

  return {
    of: (alertId) => known.get(alertId)?.amount ?? null,
    refresh,
    refreshOlder: (alerts, since) =>
      refresh(alerts.filter(({ id }) => (known.get(id)?.readAt ?? Number.NEGATIVE_INFINITY) < since)),
    keepOnly(alertIds) {
      for (const id of [...known.keys()]) if (!alertIds.has(id)) known.delete(id);
    },
  };
}

function costingOf({ id, rule, subject, firingSince, resolvedAt }: Alert, now: EpochMs): Costing[] {
  if (!WASTING.has(rule) || subject.clusterId === null || firingSince === null) return [];
  return [
    { id, clusterId: subject.clusterId, window: { from: firingSince, to: Math.max(firingSince, resolvedAt ?? now) } },
  ];
}

/** As many together as are quickly looked up: each moment is looked up for each cluster. Those of one time come together. */
function* inBatches(alerts: readonly Costing[]): Generator<Costing[]> {
  let batch: Costing[] = [];
  let moments: ReadonlySet<EpochMs> = new Set();
  for (const alert of alerts.toSorted((one, other) => one.window.from - other.window.from)) {
    const more = new Set([...moments, ...momentsOf(alert)]);
    const fits = batch.length === 0 || more.size * (batch.length + 1) <= MAX_QUICK_LOOKUPS;
    if (!fits) {
      yield batch;
      batch = [];
    }
    batch.push(alert);
    moments = fits ? more : new Set(momentsOf(alert));
  }
  if (batch.length > 0) yield batch;
}

function momentsOf({ window }: Costing): EpochMs[] {
  return [window.from, window.to];
}

/** `null` if it was billed at an unknown price meanwhile, or is not known at all. */
function amountIn(window: TimeWindow, samples: readonly CostSample[]): UsdMicros | null {
  const unpriced = (at: EpochMs) =>
    samples.filter((sample) => sample.at === at).reduce((sum, { unpricedMs }) => sum + unpricedMs, 0);
  const isKnown = samples.some(({ at }) => at === window.from || at === window.to);
  if (!isKnown || unpriced(window.to) > unpriced(window.from)) return null;
  return roundCost(sumCosts(samples.map((sample) => costIn(sample, window))));
}
