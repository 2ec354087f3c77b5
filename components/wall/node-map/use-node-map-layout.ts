import { useMemo } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { type ClusterBox, countUnnamed, type MapOptions, nodeMapLayout } from "./node-map-layout";
import { LEGEND_HEIGHT } from "./unnamed-legend";

interface MapPlan {
  layout: ClusterBox[];
  /** How many clusters are too small to be named, if the legend below is to say so. */
  unnamed: number;
}

/** The layout of a map, with room for a legend below it if clusters are too small to be named. */
export function useNodeMapLayout(readings: readonly Reading[], options: MapOptions): MapPlan {
  return useMemo(() => {
    const clusters = readings.map(({ cluster }) => cluster);
    const legendHeight = LEGEND_HEIGHT * options.unit;
    if (options.height < 3 * legendHeight || countUnnamed(clusters, options) === 0) {
      return { layout: nodeMapLayout(clusters, options), unnamed: 0 };
    }
    const layout = nodeMapLayout(clusters, { ...options, height: options.height - legendHeight });
    return { layout, unnamed: layout.filter(({ name }) => name === null).length };
  }, [readings, options]);
}
