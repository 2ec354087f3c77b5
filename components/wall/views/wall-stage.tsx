"use client";

import { lazy, memo, Suspense, useEffect } from "react";
import type { Reading } from "@/components/status/live-cluster";
import type { WallView } from "@/components/status/wall-views";
import { patiently } from "@/components/ui/patiently";
import { useElementSize } from "@/components/ui/use-element-size";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import { loadNodeMap } from "../node-map/node-map";
import { useWallMeasure } from "../wall-context";
import { EmptyWall } from "./empty-wall";
import { FleetView } from "./fleet-view";
import { NodesView } from "./nodes-view";
import { ProblemsView } from "./problems-view";
import type { WallCosts } from "./use-wall-costs";
import type { Problem } from "./wall-problems";

// The chart and its calculations are not needed for the first picture.
const loadCostsView = () => patiently(() => import("./costs-view").then(({ CostsView }) => ({ default: CostsView })));
const CostsView = lazy(loadCostsView);
/** How long after the first picture. */
const LOAD_OTHERS_AFTER_MS = 5_000;

interface WallStageProps {
  view: WallView;
  fleet: StableFleet;
  readings: readonly Reading[];
  problems: readonly Problem[];
  costs: WallCosts;
  timeZone: string;
}

/** Where the views take turns: all of the screen that the band leaves free. */
export const WallStage = memo(function WallStage(props: WallStageProps) {
  const { unit } = useWallMeasure();
  const { ref, size } = useElementSize();
  useEffect(() => {
    // Loaded before its turn comes, since the server may be down by then.
    const timer = setTimeout(() => void Promise.all([loadCostsView(), loadNodeMap()]), LOAD_OTHERS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div ref={ref} className="min-h-0 grow">
      {size && <View {...props} area={{ width: size.width / unit, height: size.height / unit }} />}
    </div>
  );
});

function View({
  view,
  fleet,
  readings,
  problems,
  costs,
  timeZone,
  area,
}: WallStageProps & { area: { width: number; height: number } }) {
  if (view === "costs") {
    return (
      <Suspense>
        <CostsView costs={costs} area={area} timeZone={timeZone} />
      </Suspense>
    );
  }
  if (readings.length === 0) return <EmptyWall accounts={fleet.accounts} problems={problems} area={area} />;
  if (view === "problems") {
    return <ProblemsView readings={readings} problems={problems} totals={fleet.totals} area={area} />;
  }
  if (view === "nodes") return <NodesView readings={readings} />;
  return <FleetView readings={readings} problems={problems} area={area} />;
}
