"use client";

import { useEffect, useMemo, useRef } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { useElementSize } from "@/components/ui/use-element-size";
import { formatCounted } from "@/lib/domain/text/format";
import { useWallMeasure } from "../wall-context";
import { drawNodeMap } from "./draw-node-map";
import { mapColoursOf } from "./map-colours";
import { type ClusterBox, nodeMapLayout } from "./node-map-layout";
import { LEGEND_HEIGHT, UnnamedLegend } from "./unnamed-legend";
import { useColourScheme } from "./use-colour-scheme";

/** Each cluster a box with its name, each node a shape in it. Drawn only when something changes. */
export function NodeMapCanvas({ readings }: { readings: readonly Reading[] }) {
  const { unit, widthOf } = useWallMeasure();
  const { ref: box, size } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme();
  const { layout, unnamed } = useMemo(() => {
    const clusters = readings.map(({ cluster }) => cluster);
    const options = { width: size?.width ?? 0, height: size?.height ?? 0, unit, widthOf };
    const whole = nodeMapLayout(clusters, options);
    const legendHeight = LEGEND_HEIGHT * unit;
    if (countUnnamed(whole) === 0 || options.height < 3 * legendHeight) return { layout: whole, unnamed: 0 };
    const layout = nodeMapLayout(clusters, { ...options, height: options.height - legendHeight });
    return { layout, unnamed: countUnnamed(layout) };
  }, [readings, size, unit, widthOf]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours depend on the colour scheme.
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || size === null) return;
    element.width = size.width * window.devicePixelRatio;
    element.height = size.height * window.devicePixelRatio;
    context.scale(window.devicePixelRatio, window.devicePixelRatio);
    const { fontFamily } = getComputedStyle(element);
    drawNodeMap(context, { layout, readings, colours: mapColoursOf(element), unit, fontFamily });
  }, [layout, readings, size, unit, scheme]);

  const nodes = readings.reduce((sum, { cluster }) => sum + cluster.nodes.total, 0);
  return (
    <div ref={box} className="relative h-full min-h-0 min-w-0">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Map of ${formatCounted(nodes, "node")} in ${formatCounted(readings.length, "cluster")}`}
        className="absolute inset-0 size-full"
      />
      {unnamed > 0 && size !== null && <UnnamedLegend count={unnamed} width={size.width / unit} />}
    </div>
  );
}

function countUnnamed(layout: readonly ClusterBox[]): number {
  return layout.filter(({ name }) => name === null).length;
}
