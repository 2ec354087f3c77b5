import { Skeleton } from "@/components/ui/skeleton";

const TILES = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The list until it is known what is in it. */
export function TileOutlines() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-3">
      {TILES.map((tile) => (
        // As tall as a tile (`TILE_HEIGHT_PX`). The server renders this, and the content policy allows no style attributes there.
        <div key={tile} className="h-[168px] space-y-3 rounded-lg border border-line bg-panel p-3.5">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-5 w-44" />
          <Skeleton className="h-4 w-36" />
        </div>
      ))}
    </div>
  );
}
