import { clsx } from "clsx";
import { firstThatFits } from "../tiles/shorten-middle";
import type { Area } from "../tiles/tile-grid";
import { useWallMeasure } from "../wall-context";
import { fitHeadline, HEADLINE } from "./fit-headline";

/** In a lower picture, the rest gets one line, or no room would be left for the view. In units. */
const LOW = 85;

interface WallHeadlineProps {
  /** Most important first; see `headlineOf`. */
  parts: readonly [string, ...string[]];
  /** Size of the picture. */
  area: Area;
}

/** The state of the fleet in one sentence, as large as possible. */
export function WallHeadline({ parts: [first, ...others], area }: WallHeadlineProps) {
  const { unit, widthOf } = useWallMeasure();
  const fits = (text: string) => area.height >= LOW || widthOf(text, "normal") * HEADLINE.smallest <= area.width;
  const rest = firstThatFits(
    others.map((_, index) => others.slice(0, others.length - index).join(" · ")),
    fits,
  );
  const { size, isRestBeside } = fitHeadline(first, rest, area, widthOf);
  return (
    // Where a system chooses all colours, browsers put a plate behind each line, which would cut off the letters of the line above.
    <h1
      className={clsx(
        "flex gap-x-3 forced-color-adjust-none",
        isRestBeside ? "items-baseline whitespace-nowrap" : "flex-col",
      )}
      style={{ lineHeight: HEADLINE.lineHeight }}
    >
      <span className="font-semibold tracking-tight" style={{ fontSize: size * unit }}>
        {first}
      </span>
      {rest !== "" && (
        <span className="text-muted" style={{ fontSize: HEADLINE.smallest * unit }}>
          {rest}
        </span>
      )}
    </h1>
  );
}
