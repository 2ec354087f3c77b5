import { isMoreThan, type UsdMicrosPerHour, usdPerDay } from "../money/cost";
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
  /** The current rate; `null` if unknown. Left out for what has no price of its own, and for whoever may not know it. */
  usdMicrosPerHour?: UsdMicrosPerHour | null;
  freshness: Freshness;
}

/** A cluster that is stopped and still costs more than this a day has probably been forgotten: somebody should look at it. */
export const STOPPED_ATTENTION_USD_PER_DAY = 5;

/** A stale reading is never healthy: it only says how things were, so the mark is `unknown` whatever it says. */
export function markOf({ status, health, billing, freshness }: Marked): Mark {
  if (isOld(freshness)) return "unknown";
  if (isAtRest(status)) return billing === "none" || status === "terminated" ? "stopped" : "stopped-billed";
  if (status === "error" || health === "unhealthy") return "down";
  if (status === "degraded" || health === "degraded") return "degraded";
  if (isChanging(status)) return "working";
  return status === "running" && health === "healthy" ? "healthy" : "unknown";
}

/** Broken or impaired, by what was last read. */
export function isTroubled({ status, health }: Pick<Marked, "status" | "health">): boolean {
  if (isAtRest(status)) return false;
  return status === "error" || status === "degraded" || health === "unhealthy" || health === "degraded";
}

/** Stopped, and still billed more than somebody would leave running on purpose. An unknown price is not known to be too much. */
export function isCostlyAtRest({
  status,
  billing,
  usdMicrosPerHour = null,
}: Omit<Marked, "health" | "freshness">): boolean {
  if (status !== "stopped" || usdMicrosPerHour === null) return false;
  const isBilled = billing === "full" || billing === "reduced";
  return isBilled && isMoreThan(usdMicrosPerHour, usdPerDay(STOPPED_ATTENTION_USD_PER_DAY));
}

/** Whether a person should take a look, by what was last read. Old readings are counted separately. */
export function needsAttention(marked: Omit<Marked, "freshness">): boolean {
  return isTroubled(marked) || isCostlyAtRest(marked);
}

/** A sort key: the smaller, the more urgent. */
export function severityOf(mark: Mark): number {
  return MARKS.indexOf(mark);
}

/** The same for a cluster: one that is stopped at a price follows those that are degraded. */
export function urgencyOf(marked: Marked, mark: Mark = markOf(marked)): number {
  return mark === "stopped-billed" && isCostlyAtRest(marked) ? severityOf("degraded") + 0.5 : severityOf(mark);
}

/** The mark of the most urgent cluster; `null` if there is none. */
export function worstMarkOf(clusters: readonly Marked[]): Mark | null {
  let worst: Marked | null = null;
  for (const marked of clusters) if (worst === null || urgencyOf(marked) < urgencyOf(worst)) worst = marked;
  return worst && markOf(worst);
}
