import { clsx } from "clsx";
import { memo, type Ref } from "react";
import { formatClock, formatShortDate, formatTime } from "@/lib/domain/text/format";
import { type LogLine, levelClass, levelOf } from "./log-levels";
import { splitAtMatches } from "./log-search";

interface LogLineRowProps {
  ref?: Ref<HTMLDivElement> | undefined;
  id: string;
  line: LogLine;
  /** Its position among the lines shown. */
  index: number;
  count: number;
  search: string;
  isActive: boolean;
  hasTimes: boolean;
  hasLevels: boolean;
  wraps: boolean;
}

/** What comes before the text of a line that does not wrap. Such a line is no row of boxes, which would take longer to lay out. */
const ASIDE = "mr-3 inline-block";

/** One line. Its text is never interpreted as markup. */
export const LogLineRow = memo(function LogLineRow(props: LogLineRowProps) {
  const { ref, id, line, index, count, search, isActive, hasTimes, hasLevels, wraps } = props;
  const at = line.at === null ? null : Date.parse(line.at);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names the active line.
    <div
      id={id}
      ref={ref}
      role="option"
      data-index={index}
      aria-selected={isActive}
      aria-posinset={index + 1}
      aria-setsize={count}
      className={clsx(
        // Nothing here is placed, clipped or contained: that would be a layer for each line, to be painted by itself.
        "px-3",
        wraps ? "flex gap-3" : "h-5 whitespace-pre",
        isActive ? "tint-accent-[15%] outline-1 -outline-offset-1 outline-accent" : "hover:bg-raised",
      )}
    >
      {hasTimes && (
        <span
          className={clsx("min-w-32 text-muted max-sm:min-w-16", wraps ? "shrink-0 whitespace-nowrap" : ASIDE)}
          title={at === null ? undefined : formatTime(at)}
        >
          {at !== null && (
            <>
              <span className="max-sm:hidden">{formatShortDate(at)} </span>
              {formatClock(at)}
            </>
          )}
        </span>
      )}
      {hasLevels && (
        <span
          className={clsx(
            "min-w-16 max-sm:min-w-12",
            wraps ? "shrink-0 whitespace-nowrap" : ASIDE,
            levelClass(levelOf(line)),
          )}
        >
          {levelOf(line)}
        </span>
      )}
      <span dir="auto" className={wraps ? "min-w-0 break-words whitespace-pre-wrap" : undefined}>
        {splitAtMatches(line.text, search).map((piece, place) =>
          place % 2 === 0 ? (
            piece
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name.
            <mark key={place} className="rounded-sm bg-accent text-accent-ink">
              {piece}
            </mark>
          ),
        )}
      </span>
    </div>
  );
});
