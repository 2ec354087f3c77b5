"use client";

import { clsx } from "clsx";
import { WALL_VIEWS, type WallView } from "./wall-views";

const WORDS: Record<WallView, string> = { fleet: "Fleet", problems: "Problems", costs: "Costs", nodes: "Nodes" };

interface ViewsFieldProps {
  views: readonly WallView[] | null;
  onChange: (views: WallView[] | null) => void;
}

/** The views that take turns on the screen, in the order in which they are chosen. */
export function ViewsField({ views, onChange }: ViewsFieldProps) {
  const chosen = views ?? [];
  function toggle(view: WallView) {
    const next = chosen.includes(view) ? chosen.filter((other) => other !== view) : [...chosen, view];
    onChange(next.length === 0 ? null : next);
  }
  return (
    <fieldset>
      <legend className="font-semibold">Views</legend>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {WALL_VIEWS.map((view) => {
          const place = chosen.indexOf(view) + 1;
          return (
            <button
              key={view}
              type="button"
              aria-pressed={place > 0}
              onClick={() => toggle(view)}
              className={clsx(
                "inline-flex h-8 items-center gap-1.5 rounded-md border px-2.5 text-sm",
                place > 0
                  ? "border-accent bg-raised font-medium text-ink"
                  : "border-line bg-panel text-muted hover:text-ink",
              )}
            >
              {place > 0 && <span className="tabular-nums">{place}.</span>}
              {WORDS[view]}
            </button>
          );
        })}
      </div>
      <p className="mt-1.5 text-sm text-muted">
        {views === null
          ? "None chosen: fleet and costs take turns, and problems if there are any."
          : "They take turns in this order. A cluster that goes down takes over the screen in any case."}
      </p>
    </fieldset>
  );
}
