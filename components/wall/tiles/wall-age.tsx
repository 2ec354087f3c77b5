import { clsx } from "clsx";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { TextWidth } from "../frame/text-width";
import type { ReadingAge } from "./reading-age";

const LOOKS: Record<Freshness, string> = {
  fresh: "",
  late: "rounded-[0.25em] px-[0.3em] text-ink outline-[0.07em] -outline-offset-[0.07em] outline-line-strong",
  stale:
    "rounded-[0.25em] bg-raised px-[0.3em] font-semibold text-ink outline-[0.07em] -outline-offset-[0.07em] outline-line-strong outline-dashed",
  unknown:
    "rounded-[0.25em] px-[0.3em] text-ink outline-[0.07em] -outline-offset-[0.07em] outline-line-strong outline-dashed",
};
/** What a border adds to the width of the words. */
const PADDING = 0.7;

/** How wide an age is, as a multiple of its font size. */
export function ageWidthOf({ freshness, words }: ReadingAge, widthOf: TextWidth): number {
  return freshness === "fresh" ? widthOf(words, "normal") : widthOf(words, "bold") + PADDING;
}

/** The age of a reading, in the font size around it. */
export function WallAge({ age: { freshness, words } }: { age: ReadingAge }) {
  return (
    <span className={clsx("inline-block leading-[1.15] whitespace-nowrap tabular-nums", LOOKS[freshness])}>
      {words}
    </span>
  );
}
