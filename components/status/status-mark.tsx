import { clsx } from "clsx";
import type { Mark } from "@/lib/domain/cluster/mark";
import { MARK_SHAPES } from "./mark-shapes";

/** The shape of a status in its colour. Purely visual: the word is always next to it. */
export function StatusMark({ mark, size = 16, className }: { mark: Mark; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      data-mark={mark}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      className={clsx("shrink-0 text-mark", className)}
    >
      {MARK_SHAPES[mark].map(({ path, paint, width, dash }) =>
        paint === "fill" ? (
          <path key={path} d={path} fill="currentColor" />
        ) : (
          <path
            key={path}
            d={path}
            fill="none"
            stroke={paint === "cut" ? "var(--panel)" : "currentColor"}
            strokeWidth={width}
            strokeDasharray={dash}
            strokeLinecap={dash ? "butt" : "round"}
          />
        ),
      )}
    </svg>
  );
}
