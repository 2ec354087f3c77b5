"use client";

import type { Reading } from "@/components/status/live-cluster";
import type { WallView } from "@/components/status/wall-views";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import type { Area } from "../tiles/tile-grid";
import { CostsView } from "./costs-view";
import { CrowdedFleet } from "./crowded-fleet";
import { EmptyWall } from "./empty-wall";
import { NodesView } from "./nodes-view";
import { ProblemsView } from "./problems-view";
import type { WallCosts } from "./use-wall-costs";
import type { Problem } from "./wall-problems";

export interface ViewProps {
  view: WallView;
  fleet: StableFleet;
  readings: readonly Reading[];
  problems: readonly Problem[];
  costs: WallCosts;
  timeZone: string;
  area: Area;
}

/** Every picture but the usual first one, a tile for each cluster. */
export function OtherView({ view, fleet, readings, problems, costs, timeZone, area }: ViewProps) {
  if (view === "costs") return <CostsView costs={costs} area={area} timeZone={timeZone} />;
  if (readings.length === 0) return <EmptyWall accounts={fleet.accounts} problems={problems} area={area} />;
  if (view === "problems") {
    return <ProblemsView readings={readings} problems={problems} totals={fleet.totals} area={area} />;
  }
  if (view === "nodes") return <NodesView readings={readings} />;
  return <CrowdedFleet readings={readings} problems={problems} area={area} />;
}
