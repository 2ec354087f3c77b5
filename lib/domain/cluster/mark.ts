import type { Billing } from "../money/rate";
import type { ClusterStatus, Health } from "./cluster";
import { type Freshness, isOld } from "./freshness";
import { isAtRest, isChanging } from "./health";

/** What a screen shows for a cluster or node, worst first. Each mark has its own shape, colour and word. */
export const MARKS = ["down", "degraded", "unknown", "working", "stopped-billed", "healthy", "stopped"] as const;
export type Mark = (typeof MARKS)[number];

export interface Marked {
  status: ClusterStatus;
  health: Health;
  billing: Billing;
  freshness: Freshness;
}

/** A stale reading is never healthy: it only says how things were, so the mark is `unknown` whatever it says. */
export function markOf({ status, health, billing, freshness }: Marked): Mark {
  if (isOld(freshness)) return "unknown";
  if (isAtRest(status)) return billing === "none" || status === "terminated" ? "stopped" : "stopped-billed";
  if (status === "error" || health === "unhealthy") return "down";
  if (status === "degraded" || health === "degraded") return "degraded";
  if (isChanging(status)) return "working";
  return status === "running" && health === "healthy" ? "healthy" : "unknown";
}

/** Whether a person should take a look: broken or impaired in the last reading. Old readings are counted separately. */
export function needsAttention({ status, health }: Pick<Marked, "status" | "health">): boolean {
  if (isAtRest(status)) return false;
  return status === "error" || status === "degraded" || health === "unhealthy" || health === "degraded";
}

/** A sort key: the smaller, the more urgent. */
export function severityOf(mark: Mark): number {
  return MARKS.indexOf(mark);
}
