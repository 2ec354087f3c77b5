"use client";

import { useEffect, useMemo, useRef } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { useElementSize } from "@/components/ui/use-element-size";
import { formatCounted } from "@/lib/domain/text/format";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";
import { useWallMeasure } from "../wall-context";
import { type ClusterPicture, clusterPicture } from "./cluster-picture";
import { createNodeMapDrawing } from "./draw-node-map";
import { type MapColours, mapColoursOf } from "./map-colours";
import { UnnamedLegend } from "./unnamed-legend";
import { useCanvasLosses } from "./use-canvas-losses";
import { useColourScheme } from "./use-colour-scheme";
import { useNodeMapLayout } from "./use-node-map-layout";

/** What a canvas is drawn with until all of it has to be drawn again. */
interface Sheet {
  of: object;
  colours: MapColours;
  draw: (pictures: readonly ClusterPicture[]) => void;
}

/** Each cluster a box with its name, each node a shape in it. Only what changes is drawn. */
export function NodeMapCanvas({ readings }: { readings: readonly Reading[] }) {
  const { unit, widthOf } = useWallMeasure();
  const { ref: box, size } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<Sheet>(null);
  const scale = window.devicePixelRatio;
  const width = Math.floor((size?.width ?? 0) * scale);
  const height = Math.floor((size?.height ?? 0) * scale);
  const unitPx = unit * scale;
  const scheme = useColourScheme();
  const losses = useCanvasLosses(canvas);
  // Not every browser tells of a loss, and nobody reloads a screen.
  const hour = useServerNow(HOUR_MS);
  // `widthOf` is another once the web font has loaded, in which names are then drawn again.
  const look = useMemo(
    () => ({ width, height, unit: unitPx, widthOf, scheme, losses, hour }),
    [width, height, unitPx, widthOf, scheme, losses, hour],
  );
  const { layout, unnamed } = useNodeMapLayout(readings, look);

  useEffect(() => {
    if (sheet.current?.of !== look) sheet.current = newSheet(canvas.current, look);
    if (sheet.current === null) return;
    const { colours, draw } = sheet.current;
    draw(
      layout.flatMap((place, index) => {
        const reading = readings[index];
        return reading ? [clusterPicture(place, reading, colours)] : [];
      }),
    );
  }, [look, layout, readings]);

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

/** An empty canvas of that size. */
function newSheet(
  canvas: HTMLCanvasElement | null,
  look: { width: number; height: number; unit: number },
): Sheet | null {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return null;
  canvas.width = look.width;
  canvas.height = look.height;
  const colours = mapColoursOf(canvas);
  const { fontFamily } = getComputedStyle(canvas);
  return { of: look, colours, draw: createNodeMapDrawing(context, { colours, unit: look.unit, fontFamily }) };
}
