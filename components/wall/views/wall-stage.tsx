"use client";

import { lazy, memo, Suspense, useEffect } from "react";
import { patiently } from "@/components/ui/patiently";
import { useElementSize } from "@/components/ui/use-element-size";
import { loadNodeMap } from "../node-map/node-map";
import { tileGrid } from "../tiles/tile-grid";
import { WallTiles } from "../tiles/wall-tiles";
import { useWallMeasure } from "../wall-context";
import type { ViewProps } from "./other-view";

// Not needed for the first picture of a usual wall.
const loadOtherView = () => patiently(() => import("./other-view").then(({ OtherView }) => ({ default: OtherView })));
const OtherView = lazy(loadOtherView);
/** How long after the first picture. */
const LOAD_OTHERS_AFTER_MS = 5_000;

/** Where the views take turns: all of the screen that the band leaves free. */
export const WallStage = memo(function WallStage(props: Omit<ViewProps, "area">) {
  const { unit } = useWallMeasure();
  const { ref, size } = useElementSize();
  useEffect(() => {
    // Loaded before its turn comes, since the server may be down by then.
    const timer = setTimeout(() => void Promise.all([loadOtherView(), loadNodeMap()]), LOAD_OTHERS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div ref={ref} className="min-h-0 grow">
      {size && <View {...props} area={{ width: size.width / unit, height: size.height / unit }} />}
    </div>
  );
});

function View(props: ViewProps) {
  const { view, readings, area } = props;
  const grid = view === "fleet" && readings.length > 0 ? tileGrid(readings.length, area) : null;
  if (grid !== null) {
    return <WallTiles items={readings.map((reading) => ({ reading }))} grid={grid} label="Clusters" />;
  }
  return (
    <Suspense>
      <OtherView {...props} />
    </Suspense>
  );
}
