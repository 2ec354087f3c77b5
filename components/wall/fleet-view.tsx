"use client";

import type { Reading } from "@/components/clusters/reading";
import { NodeMap } from "./node-map";
import { ProblemList } from "./problem-list";
import { type Area, tileGrid } from "./tile-grid";
import type { Problem } from "./wall-problems";
import { WallTiles } from "./wall-tiles";

interface FleetViewProps {
  readings: readonly Reading[];
  problems: readonly Problem[];
  area: Area;
}

const LIST_WIDTH = 62;
const LIST_SHARE = 0.6;

/** Every cluster as a tile; where they are too many, the map of their nodes beside the list of problems. */
export function FleetView({ readings, problems, area }: FleetViewProps) {
  const grid = tileGrid(readings.length, area);
  if (grid !== null) {
    return <WallTiles items={readings.map((reading) => ({ reading }))} grid={grid} label="Clusters" />;
  }
  if (problems.length === 0) return <NodeMap readings={readings} />;
  const isUpright = area.width < 2 * LIST_WIDTH;
  const list = isUpright
    ? { width: area.width, height: area.height * LIST_SHARE }
    : { width: LIST_WIDTH, height: area.height };
  const template = `minmax(0, 1fr) calc(var(--spacing) * ${isUpright ? list.height : list.width})`;
  return (
    <div
      className="grid h-full gap-2"
      style={isUpright ? { gridTemplateRows: template } : { gridTemplateColumns: template }}
    >
      <NodeMap readings={readings} />
      <ProblemList problems={problems} area={list} />
    </div>
  );
}
