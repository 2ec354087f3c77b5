import "server-only";
import { formatCounted } from "@/lib/domain/text/format";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { UnreadableItem } from "../providers/items";
import type { RequestBudget } from "./request-budget";

/** More than anybody reads one by one. */
const MAX_NAMED = 20;

export function unreadableWarnings(unreadable: readonly UnreadableItem[]): string[] {
  const more = unreadable.length - MAX_NAMED;
  return [
    ...unreadable.slice(0, MAX_NAMED).map(unreadableWarning),
    ...(more > 0 ? [`${formatCounted(more, "more cluster")} could not be read.`] : []),
  ];
}

function unreadableWarning({ id, problem }: UnreadableItem): string {
  return `${id === null ? "A cluster without a readable id" : `Cluster ${id}`} could not be read: ${problem}.`;
}

/** The warning for a request budget that does not allow the configured interval. */
export function slowedWarning(
  { configuredIntervalMs, budget }: { configuredIntervalMs: number; budget: RequestBudget },
  pollIntervalMs: number,
): string[] {
  if (pollIntervalMs < configuredIntervalMs * 1.1) return [];
  const { capacity, horizonMs } = budget.state();
  const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;
  return [
    `The request limit allows ${formatCounted(capacity, "request")} in ${Math.max(1, Math.round(horizonMs / MINUTE_MS))} min, so this account is read every ${seconds(pollIntervalMs)} instead of every ${seconds(configuredIntervalMs)}.`,
  ];
}
