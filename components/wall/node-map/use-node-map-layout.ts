import { useMemo, useState } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { type ClusterBox, clusterBoxes, countUnnamed, type MapOptions, nodeMapLayout } from "./node-map-layout";
import type { Box } from "./strip-map";
import { LEGEND_HEIGHT } from "./unnamed-legend";

interface MapPlan {
  layout: ClusterBox[];
  /** How many clusters are too small to be named, if the legend below is to say so. */
  unnamed: number;
}

/** The layout of a map, with room for a legend below it if clusters are too small to be named. */
export function useNodeMapLayout(readings: readonly Reading[], options: MapOptions): MapPlan {
  const [wholeBoxes] = useState(createLatestBoxes);
  const [lowerBoxes] = useState(createLatestBoxes);
  const lower = useMemo(() => ({ ...options, height: options.height - LEGEND_HEIGHT * options.unit }), [options]);
  return useMemo(() => {
    const clusters = readings.map(({ cluster }) => cluster);
    const boxes = wholeBoxes(clusters, options);
    const hasRoom = options.height >= 3 * LEGEND_HEIGHT * options.unit;
    if (!hasRoom || countUnnamed(clusters, boxes, options) === 0) {
      return { layout: nodeMapLayout(clusters, boxes, options), unnamed: 0 };
    }
    const layout = nodeMapLayout(clusters, lowerBoxes(clusters, lower), lower);
    return { layout, unnamed: layout.filter(({ name }) => name === null).length };
  }, [readings, options, lower, wholeBoxes, lowerBoxes]);
}

type SizedCluster = Pick<Reading["cluster"], "nodes">;

/** Boxes are laid out again only when a number of nodes has changed, since that looks at thousands of clusters many times. */
function createLatestBoxes(): (clusters: readonly SizedCluster[], options: MapOptions) => Box[] {
  let latest: { counts: readonly number[]; options: MapOptions; boxes: Box[] } | null = null;
  return (clusters, options) => {
    const counts = clusters.map(({ nodes }) => nodes.total);
    if (latest?.options !== options || !isSameList(latest.counts, counts)) {
      latest = { counts, options, boxes: clusterBoxes(counts, options) };
    }
    return latest.boxes;
  };
}

function isSameList(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
