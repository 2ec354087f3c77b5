import "server-only";
import type { Limit } from "@/lib/domain/cluster/cluster";
import { parseUsd } from "@/lib/domain/money/cost";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { stateOf } from "./state";
import type { WireInstance, WireThresholds } from "./wire";

/**
 * When Shadeform deletes a machine on its own, or notifies its owner. It uses its own count of what is spent, which is
 * meaningless in a linked cloud account.
 */
export function limitsOf(instance: WireInstance): Limit[] {
  const spentUsdMicros = instance.shade_cloud === false ? null : parseUsd(instance.cost_estimate);
  const limits = (action: Limit["action"], thresholds: WireThresholds): Limit[] => {
    const at = parseTimestamp(thresholds?.date_threshold);
    const spendUsdMicros = parseUsd(thresholds?.spend_threshold);
    return [
      ...(at === null ? [] : [{ action, at, spendUsdMicros: null, spentUsdMicros: null, node: null }]),
      ...(spendUsdMicros === null || spendUsdMicros <= 0
        ? []
        : [{ action, at: null, spendUsdMicros, spentUsdMicros, node: null }]),
    ];
  };
  return [...limits("delete", instance.auto_delete), ...limits("alert", instance.alert)];
}

/** Of a cluster's machines, which have limits each of its own: the nearest of each kind, with the name of its machine. */
export function nearestLimits(members: readonly WireInstance[]): Limit[] {
  const living = members.filter(
    ({ status }) => !["terminating", "terminated"].includes(stateOf(status ?? null).status),
  );
  const limits = living.flatMap((member) =>
    limitsOf(member).map((limit) => ({ ...limit, node: member.name ?? member.id })),
  );
  const kinds = Map.groupBy(limits, ({ action, at }) => `${action} ${at === null ? "by money" : "by time"}`);
  return ["delete by time", "delete by money", "alert by time", "alert by money"].flatMap(
    (kind) => (kinds.get(kind) ?? []).toSorted((one, other) => nearness(one) - nearness(other))[0] ?? [],
  );
}

/** The moment, or the money that is left. */
function nearness({ at, spendUsdMicros, spentUsdMicros }: Limit): number {
  return at ?? (spendUsdMicros ?? 0) - (spentUsdMicros ?? 0);
}
