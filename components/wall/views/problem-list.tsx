"use client";

import { formatCounted } from "@/lib/domain/text/format";
import { type Area, TILE_NEEDS } from "../tiles/tile-grid";
import { WallTiles } from "../tiles/wall-tiles";
import { useWallMeasure } from "../wall-context";
import { listGrid } from "./list-grid";
import type { Problem } from "./wall-problems";

/** What needs attention, worst first: as many as fit, and how many more there are. */
export function ProblemList({ problems, area }: { problems: readonly Problem[]; area: Area }) {
  const { unit } = useWallMeasure();
  const { columns, rows, rowHeight, columnWidth, height, shown, hasRoomForMore } = listGrid(problems.length, area);
  const rest = problems.length - shown;
  return (
    <section aria-label="Problems" className="min-h-0">
      {rows > 0 && (
        <div style={{ height: height * unit }}>
          <WallTiles
            items={problems.slice(0, shown)}
            grid={{
              ...{ kind: "compact", columns, rows, enlargement: 1 },
              ...{ width: columnWidth, height: rowHeight, gap: TILE_NEEDS.compact.gap },
            }}
            label="Clusters and accounts with problems"
          />
        </div>
      )}
      {rest > 0 && hasRoomForMore && (
        <p className="pt-1 type-3 text-muted">
          {rows > 0 ? `and ${formatCounted(rest, "more problem")}` : formatCounted(rest, "problem")}
        </p>
      )}
    </section>
  );
}
