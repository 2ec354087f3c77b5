import "server-only";
import type { Limit } from "@/lib/domain/cluster";
import { parseUsd } from "@/lib/domain/cost";
import { parseTimestamp } from "@/lib/domain/timestamp";
import type { WireInstance, WireThresholds } from "./wire";

/**
 * When Shadeform deletes a machine by itself, or writes to its owner. It goes by its own count of what is spent; in a linked
 * cloud account it counts nothing that is true.
 */
export function limitsOf(instance: WireInstance): Limit[] {
  const spentUsdMicros = instance.shade_cloud === false ? null : parseUsd(instance.cost_estimate);
  const limits = (action: Limit["action"], thresholds: WireThresholds): Limit[] => {
    const at = parseTimestamp(thresholds?.date_threshold);
    const spendUsdMicros = parseUsd(thresholds?.spend_threshold);
    return [
      ...(at === null ? [] : [{ action, at, spendUsdMicros: null, spentUsdMicros: null }]),
      ...(spendUsdMicros === null || spendUsdMicros <= 0 ? [] : [{ action, at: null, spendUsdMicros, spentUsdMicros }]),
    ];
  };
  return [...limits("delete", instance.auto_delete), ...limits("alert", instance.alert)];
}
