import { Headline } from "@/components/status/headline";
import { Skeleton } from "@/components/ui/skeleton";

const TILES = ["a", "b", "c", "d", "e", "f", "g", "h"];

interface FleetSkeletonProps {
  /** Known before the rest if the server put it into the page. */
  headline: readonly [string, ...string[]] | undefined;
}

/** The page's outline, shown until the first answer. */
export function FleetSkeleton({ headline }: FleetSkeletonProps) {
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        {headline ? <Headline parts={headline} /> : <Skeleton className="h-8 w-96 max-w-full" />}
        <Skeleton className="h-11 w-72 max-w-full" />
      </div>
      <p role="status" className="sr-only">
        Loading the fleet
      </p>
      <Skeleton className="mt-4 h-7 w-[28rem] max-w-full" />
      <TilesSkeleton />
    </>
  );
}

/** The outline of the list. */
export function TilesSkeleton() {
  return (
    <>
      <Skeleton className="mt-5 h-8 w-full" />
      <div className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-3">
        {TILES.map((tile) => (
          // As tall as a tile (`TILE_HEIGHT_PX`). The server renders this, and the content policy allows no style attributes there.
          <div key={tile} className="h-[168px] space-y-3 rounded-lg border border-line bg-panel p-3.5">
            <Skeleton className="h-4 w-28" />
            <Skeleton className="h-5 w-44" />
            <Skeleton className="h-4 w-36" />
          </div>
        ))}
      </div>
    </>
  );
}
