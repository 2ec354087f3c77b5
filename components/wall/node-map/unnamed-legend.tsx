"use client";

import { formatCounted } from "@/lib/domain/text/format";
import { firstThatFits } from "../tiles/shorten-middle";
import { LABEL } from "../tiles/tile-type";
import { useWallMeasure } from "../wall-context";

/** In units. */
export const LEGEND_HEIGHT = 4.25;

interface UnnamedLegendProps {
  count: number;
  /** In units. */
  width: number;
}

/** Explains below the map why some of its boxes have no name. */
export function UnnamedLegend({ count, width }: UnnamedLegendProps) {
  const { widthOf } = useWallMeasure();
  const words = [
    `${formatCounted(count, "cluster")} too small to be named`,
    `${formatCounted(count, "cluster")} unnamed`,
  ];
  return (
    <p className="absolute inset-x-0 bottom-0 type-3 whitespace-nowrap text-muted">
      {firstThatFits(words, (text) => widthOf(text, "normal") * LABEL <= width)}
    </p>
  );
}
