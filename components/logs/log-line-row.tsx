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
  topPx: number;
  search: string;
  isActive: boolean;
  hasTimes: boolean;
  hasLevels: boolean;
  wraps: boolean;
}

/** One line. Its text is never interpreted as markup. */
export const LogLineRow = memo(function LogLineRow(props: LogLineRowProps) {
  const { ref, id, line, index, count, topPx, search, isActive, hasTimes, hasLevels, wraps } = props;
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
        // By `top` rather than a transform: each of those is a layer's worth of work when it comes into view.
        "absolute left-0 flex min-w-full gap-3 px-3 [contain:layout_style]",
        wraps ? "w-full" : "h-5",
        isActive ? "tint-accent-[15%] outline-1 -outline-offset-1 outline-accent" : "hover:bg-raised",
      )}
      style={{ top: topPx }}
    >
      {hasTimes && (
        <span
          className="min-w-32 shrink-0 whitespace-nowrap text-muted max-sm:min-w-16"
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
        <span className={clsx("w-16 shrink-0 truncate max-sm:w-12", levelClass(levelOf(line)))}>{levelOf(line)}</span>
      )}
      <span dir="auto" className={wraps ? "min-w-0 break-words whitespace-pre-wrap" : "whitespace-pre"}>
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
