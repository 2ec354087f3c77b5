"use client";

import { formatCounted } from "@/lib/domain/text/format";
import { type Area, TILE_NEEDS } from "../tiles/tile-grid";
import { WallTiles } from "../tiles/wall-tiles";
import { useWallMeasure } from "../wall-context";
import type { Problem } from "./wall-problems";

const MORE_HEIGHT = 4.75;
/** Lower than a compact tile, because rows with a problem show no rate. */
export const ROW_HEIGHT = 10;

/** What needs attention, worst first: as many as fit, and how many more there are. */
export function ProblemList({ problems, area }: { problems: readonly Problem[]; area: Area }) {
  const { unit } = useWallMeasure();
  const { gap } = TILE_NEEDS.compact;
  const columns = Math.max(1, Math.floor(area.width / 50));
  const rowsIn = (room: number) => Math.max(0, Math.floor((room + gap) / (ROW_HEIGHT + gap)));
  const isAll = problems.length <= columns * rowsIn(area.height);
  const rows = (isAll ? 0 : rowsIn(area.height - MORE_HEIGHT)) || rowsIn(area.height);
  const shown = problems.slice(0, columns * rows);
  const rest = problems.length - shown.length;
  const width = (area.width - (columns - 1) * gap) / columns;
  const used = Math.ceil(shown.length / columns);
  const height = used === 0 ? 0 : used * (ROW_HEIGHT + gap) - gap;
  return (
    <section aria-label="Problems" className="min-h-0">
      {used > 0 && (
        <div style={{ height: height * unit }}>
          <WallTiles
            items={shown}
            grid={{ kind: "compact", columns, rows: used, width, height: ROW_HEIGHT, gap, enlargement: 1 }}
            label="Clusters and accounts with problems"
          />
        </div>
      )}
      {rest > 0 && height + MORE_HEIGHT <= area.height && (
        <p className="pt-1 type-3 text-muted">
          {used > 0 ? `and ${formatCounted(rest, "more problem")}` : formatCounted(rest, "problem")}
        </p>
      )}
    </section>
  );
}
