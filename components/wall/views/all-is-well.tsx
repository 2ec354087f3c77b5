import { StatusMark } from "@/components/status/status-mark";
import type { Totals } from "@/lib/contract/fleet";
import type { Mark } from "@/lib/domain/cluster/mark";
import { formatCount, nounFor } from "@/lib/domain/text/format";
import type { Area } from "../tiles/tile-grid";
import { useWallMeasure } from "../wall-context";

const MAX_RING = 36;
/** The height of what goes below the ring if there is no room next to it. */
const WORDS_HEIGHT = 25;
/** The same, for longer words. */
const UNSURE_HEIGHT = 39;
const WORDS_WIDTH = 60;

interface AllIsWellProps {
  totals: Totals;
  /** How many clusters report without saying whether they are well, so that nobody can say that all is well. */
  unsure: number;
  area: Area;
}

/** The view of problems while there are none. */
export function AllIsWell({ totals: { clusters, nodes, gpus }, unsure, area }: AllIsWellProps) {
  const { unit } = useWallMeasure();
  const words = unsure > 0 ? `${formatCount(unsure)} of unknown health` : "All is well";
  const isUpright = area.width < MAX_RING + WORDS_WIDTH;
  if (area.height < (isUpright && unsure > 0 ? UNSURE_HEIGHT : WORDS_HEIGHT)) {
    return (
      <section aria-label="Problems" className="grid h-full place-content-center">
        <p className="type-3 font-semibold whitespace-nowrap">{words}</p>
      </section>
    );
  }
  const room = isUpright
    ? area.height - (unsure > 0 ? UNSURE_HEIGHT : WORDS_HEIGHT)
    : Math.min(area.height * 0.8, area.width - WORDS_WIDTH);
  const ring = Math.max(0, Math.min(MAX_RING, room)) * unit;
  const figures = [
    { noun: "cluster", count: clusters },
    { noun: "node", count: nodes },
    { noun: "GPU", count: gpus },
  ];
  return (
    <section
      aria-label="Problems"
      className="flex h-full items-center justify-center gap-x-12 gap-y-1 data-upright:flex-col"
      data-upright={isUpright || undefined}
    >
      <Ring mark={unsure > 0 ? "unknown" : "healthy"} size={ring} />
      <div>
        {unsure > 0 ? (
          <>
            <p className="type-6 font-semibold tracking-tight text-balance">Nothing needs attention</p>
            <p className="type-5 text-muted">{words}</p>
          </>
        ) : (
          <p className="type-9 font-semibold tracking-tight whitespace-nowrap">{words}</p>
        )}
        <dl className="mt-1 flex gap-6">
          {figures.map(({ noun, count }) => (
            <div key={noun} className="flex flex-col-reverse">
              <dt className="type-3 text-muted">{nounFor(count, noun)}</dt>
              <dd className="type-5 font-semibold tabular-nums">{formatCount(count)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

function Ring({ mark, size }: { mark: Mark; size: number }) {
  return (
    <div data-mark={mark} className="relative grid shrink-0 place-items-center" style={{ width: size, height: size }}>
      <span className="absolute inset-0 rounded-full tint-mark-[8%]" />
      <span className="absolute inset-[14%] rounded-full tint-mark-[10%]" />
      <span className="absolute inset-[28%] rounded-full tint-mark-[14%]" />
      <StatusMark mark={mark} className="size-[66%]" />
    </div>
  );
}
