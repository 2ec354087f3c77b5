"use client";

import type { Reading } from "@/components/status/live-cluster";
import type { Totals } from "@/lib/contract/fleet";
import { type Area, tileGrid } from "../tiles/tile-grid";
import { WallTiles } from "../tiles/wall-tiles";
import { AllIsWell } from "./all-is-well";
import { ProblemList } from "./problem-list";
import { countUnsure, type Problem } from "./wall-problems";

interface ProblemsViewProps {
  readings: readonly Reading[];
  problems: readonly Problem[];
  totals: Totals;
  area: Area;
}

/** What needs attention, as large as possible; or that nothing does. */
export function ProblemsView({ readings, problems, totals, area }: ProblemsViewProps) {
  if (problems.length === 0) return <AllIsWell totals={totals} unsure={countUnsure(readings)} area={area} />;
  const grid = tileGrid(problems.length, area);
  if (grid === null) return <ProblemList problems={problems} area={area} />;
  return <WallTiles items={problems} grid={grid} label="Clusters and accounts with problems" />;
}
