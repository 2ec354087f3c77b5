import "server-only";
import type { Alert } from "@/lib/domain/alerts/alert";
import type { RuleId } from "@/lib/domain/alerts/rule";
import { roundCost, sumCosts, type UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { History } from "../../history/open-history";
import { costIn } from "../../views/costs/cost-outline";

/** Rules about clusters that cost money and are of no use meanwhile. */
export const WASTING: ReadonlySet<RuleId> = new Set([
  ...(["cluster-down", "cluster-degraded", "stuck-provisioning", "stopped-but-billed", "idle"] as const),
]);

/** What the clusters of alerts have cost since these began to fire, as far as the ledger knows. */
export interface AlertAmounts {
  /** `null` if it is unknown, or beside the point. */
  of(alertId: string): UsdMicros | null;
  /** Reads the amounts of these alerts again, and forgets none of the others. */
  refresh(alerts: readonly Alert[]): Promise<void>;
  /** Forgets all but these. */
  keepOnly(alertIds: ReadonlySet<string>): void;
}

export function createAlertAmounts(history: Pick<History, "sampleCosts">, now: () => EpochMs): AlertAmounts {
  const amounts = new Map<string, UsdMicros | null>();

  async function readAmount({ subject, firingSince, resolvedAt }: Alert): Promise<UsdMicros | null> {
    if (subject.clusterId === null || firingSince === null) return null;
    const window = { from: firingSince, to: Math.max(firingSince, resolvedAt ?? now()) };
    const filter = { clusterIds: [subject.clusterId] };
    const batches = await Array.fromAsync(history.sampleCosts([window.from, window.to], "cluster", filter));
    const samples = batches.flat();
    const unpriced = (at: EpochMs) =>
      samples.filter((sample) => sample.at === at).reduce((sum, { unpricedMs }) => sum + unpricedMs, 0);
    if (samples.length === 0 || unpriced(window.to) > unpriced(window.from)) return null;
    return roundCost(sumCosts(samples.map((sample) => costIn(sample, window))));
  }

  return {
    of: (alertId) => amounts.get(alertId) ?? null,
    async refresh(alerts) {
      for (const alert of alerts) if (WASTING.has(alert.rule)) amounts.set(alert.id, await readAmount(alert));
    },
    keepOnly(alertIds) {
      for (const id of [...amounts.keys()]) if (!alertIds.has(id)) amounts.delete(id);
    },
  };
}
