import type { Reading } from "@/components/status/live-cluster";
import { isOld } from "@/lib/domain/cluster/freshness";
import type { MapColours } from "./map-colours";

export interface BoxBorder {
  /** The colour for a cluster in trouble; `null` for any other. */
  trouble: string | null;
  colour: string;
  /** In units. */
  width: number;
  isDashed: boolean;
}

/** The border of a cluster on the map: strong if somebody is needed, and dashed if its reading is not current. */
export function boxBorder({ mark, freshness }: Pick<Reading, "mark" | "freshness">, colours: MapColours): BoxBorder {
  const trouble = mark === "down" ? colours.node.unhealthy : mark === "degraded" ? colours.degraded : null;
  const isLate = freshness === "late";
  return {
    trouble,
    colour: trouble ?? (isLate ? colours.muted : colours.line),
    width: trouble !== null || isLate ? 0.3 : 0.12,
    isDashed: isLate || isOld(freshness),
  };
}
