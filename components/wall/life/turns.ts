import type { WallView } from "@/components/status/wall-views";

interface TurnsInput {
  /** The views in the screen's URL; `null` if it names none. */
  wanted: readonly WallView[] | null;
  hasProblems: boolean;
  showsCosts: boolean;
}

/** The views that take turns on a screen. Costs only if they may be seen; there is always at least one view. */
export function turnsOf({ wanted, hasProblems, showsCosts }: TurnsInput): [WallView, ...WallView[]] {
  const usual: WallView[] = hasProblems ? ["fleet", "problems", "costs"] : ["fleet", "costs"];
  const asked = [...new Set(wanted ?? usual)].filter((view) => view !== "costs" || showsCosts);
  const [first = "fleet", ...rest] = asked;
  return [first, ...rest];
}
