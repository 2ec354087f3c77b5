"use client";

import { formatCounted } from "@/lib/domain/format";
import { type Area, TILE_NEEDS } from "./tile-grid";
import { useWallMeasure } from "./wall-context";
import type { Problem } from "./wall-problems";
import { WallTiles } from "./wall-tiles";

const MORE_HEIGHT = 4.75;
/** Lower than a compact tile must be: what has a problem tells no rate there. */
const ROW_HEIGHT = 10;

/** What needs somebody, the worst first: as many as there is room for, and how many there are beside. */
export function ProblemList({ problems, area }: { problems: readonly Problem[]; area: Area }) {
  const { unit } = useWallMeasure();
  const { gap } = TILE_NEEDS.compact;
  const columns = Math.max(1, Math.floor(area.width / 50));
  const rowsIn = (room: number) => Math.max(1, Math.floor((room + gap) / (ROW_HEIGHT + gap)));
  const isAll = problems.length <= columns * rowsIn(area.height);
  const rows = rowsIn(isAll ? area.height : area.height - MORE_HEIGHT);
  const shown = problems.slice(0, columns * rows);
  const rest = problems.length - shown.length;
  const width = (area.width - (columns - 1) * gap) / columns;
  const used = Math.ceil(shown.length / columns);
  return (
    <section aria-label="Problems" className="min-h-0">
      <div style={{ height: (used * ROW_HEIGHT + (used - 1) * gap) * unit }}>
        <WallTiles
          items={shown}
          grid={{ kind: "compact", columns, rows: used, width, height: ROW_HEIGHT, gap, enlargement: 1 }}
          label="Clusters and accounts with problems"
        />
      </div>
      {rest > 0 && <p className="pt-1 type-3 text-muted">and {formatCounted(rest, "more problem", "more problems")}</p>}
    </section>
  );
}
