"use client";

import { clsx } from "clsx";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { useSpentToday } from "@/components/status/spend/use-recent-spend";
import type { Cluster } from "@/lib/contract/fleet";
import { useWallMeasure } from "../wall-context";
import { LABEL, type TileType, typeOf } from "./tile-type";
import { rateFigures, rateRemark } from "./tile-words";

interface TileRateProps {
  cluster: Cluster;
  wasRead: boolean;
  type: TileType;
  /** The room available, in the tile's own units. */
  width: number;
}

const GAP = 1.5;
const WAS = "was ";

/** "$19.92/h", and today's spend if there is room. Renders nothing if costs are not shown. */
export function TileRate({ cluster, wasRead, type, width }: TileRateProps) {
  const { showsCosts } = useFleetSource();
  const { widthOf } = useWallMeasure();
  const today = useSpentToday(cluster);
  if (!showsCosts) return null;
  const figures = rateFigures(cluster.rate);
  if (figures === null) {
    const remark = rateRemark(cluster.rate);
    if (widthOf(remark, "normal") * LABEL > width) return null;
    return <p className="type-3 whitespace-nowrap text-muted">{remark}</p>;
  }
  const room = width - (wasRead ? widthOf(WAS, "normal") * LABEL : 0);
  // Without its middle, a figure would be another one.
  const figure = figures.find((text) => widthOf(text, "bold") * type.value <= room);
  if (figure === undefined) return null;
  const spent = today === "" ? "" : `${today} ${wasRead ? "that day" : "today"}`;
  const hasRoom = widthOf(figure, "bold") * type.value + GAP + widthOf(spent, "normal") * LABEL <= room;
  return (
    <p className="flex items-baseline gap-1.5 whitespace-nowrap tabular-nums">
      <span>
        {wasRead && <span className="type-3 text-muted">{WAS}</span>}
        <span className={clsx("font-semibold tracking-tight", wasRead && "text-muted")} style={typeOf(type.value)}>
          {figure}
        </span>
      </span>
      {hasRoom && spent !== "" && <span className="type-3 text-muted">{spent}</span>}
    </p>
  );
}
