"use client";

import type { Totals } from "@/lib/contract/fleet";
import { AllIsWell } from "./all-is-well";
import { ProblemList } from "./problem-list";
import { type Area, tileGrid } from "./tile-grid";
import type { Problem } from "./wall-problems";
import { WallTiles } from "./wall-tiles";

interface ProblemsViewProps {
  problems: readonly Problem[];
  totals: Totals;
  area: Area;
}

/** What needs somebody, as large as it can be; or that nothing does. */
export function ProblemsView({ problems, totals, area }: ProblemsViewProps) {
  if (problems.length === 0) return <AllIsWell totals={totals} area={area} />;
  const grid = tileGrid(problems.length, area);
  if (grid === null) return <ProblemList problems={problems} area={area} />;
  return <WallTiles items={problems} grid={grid} label="Clusters and accounts with problems" />;
}
