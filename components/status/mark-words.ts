import type { Mark } from "@/lib/domain/cluster/mark";

/** A mark's word after a number of nodes: "2 down". */
export const MARK_WORDS: Record<Mark, string> = {
  down: "down",
  degraded: "degraded",
  unknown: "unknown",
  working: "changing",
  "stopped-billed": "stopped, still billed",
  healthy: "healthy",
  stopped: "stopped",
};
