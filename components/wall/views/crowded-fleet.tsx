"use client";

import type { Reading } from "@/components/status/live-cluster";
import { NodeMap } from "../node-map/node-map";
import { type Area, tileGrid } from "../tiles/tile-grid";
import { WallTiles } from "../tiles/wall-tiles";
import { isUprightCrowd, listBeside } from "./crowd-areas";
import { ROW_HEIGHT } from "./list-grid";
import { ProblemList } from "./problem-list";
import type { Problem } from "./wall-problems";

interface CrowdedFleetProps {
  readings: readonly Reading[];
  problems: readonly Problem[];
  area: Area;
}

/** A smaller map would show nothing useful. */
const MIN_MAP = 4;
const GAP = 2;

/** In place of tiles if there are too many clusters for them: the map of their nodes next to the list of problems. */
export function CrowdedFleet({ readings, problems, area }: CrowdedFleetProps) {
  const isUpright = isUprightCrowd(area);
  const hasRoom = area.height >= ROW_HEIGHT + (isUpright ? GAP + MIN_MAP : 0);
  if (problems.length === 0 || !hasRoom) return <NodeMap readings={readings} />;
  const list = listBeside(area);
  const template = `minmax(0, 1fr) calc(var(--spacing) * ${isUpright ? list.height : list.width})`;
  return (
    <div
      className="grid h-full gap-2"
      style={isUpright ? { gridTemplateRows: template } : { gridTemplateColumns: template }}
    >
      <NodeMap readings={readings} />
      <Problems problems={problems} area={list} />
    </div>
  );
}

/** A few problems as large as possible, more of them in rows. */
function Problems({ problems, area }: { problems: readonly Problem[]; area: Area }) {
  const grid = tileGrid(problems.length, area);
  if (grid?.kind !== "big" && grid?.kind !== "medium") return <ProblemList problems={problems} area={area} />;
  return <WallTiles items={problems} grid={grid} label="Clusters and accounts with problems" />;
}
