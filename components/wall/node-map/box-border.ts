import type { Reading } from "@/components/status/live-cluster";
import { isOld } from "@/lib/domain/cluster/freshness";
import type { MapColours } from "./map-colours";

export interface BoxBorder {
  /** Of a cluster in trouble; `null` of any other. */
  trouble: string | null;
  colour: string;
  /** In units. */
  width: number;
  isDashed: boolean;
}

/** The border of a cluster on the map: strong where somebody is needed, and dashed where its reading is not of now. */
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
