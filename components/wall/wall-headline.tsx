import { clsx } from "clsx";
import { fitHeadline, HEADLINE } from "./fit-headline";
import { useWallMeasure } from "./wall-context";

interface WallHeadlineProps {
  /** Most important first; see `headlineOf`. */
  parts: readonly [string, ...string[]];
  /** In units. */
  width: number;
}

/** The state of the fleet in one sentence, as large as it can be. */
export function WallHeadline({ parts: [first, ...others], width }: WallHeadlineProps) {
  const { unit, widthOf } = useWallMeasure();
  const rest = others.join(" · ");
  const { size, isRestBeside } = fitHeadline(first, rest, width, widthOf);
  return (
    <h1
      className={clsx("flex gap-x-3", isRestBeside ? "items-baseline whitespace-nowrap" : "flex-col")}
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
