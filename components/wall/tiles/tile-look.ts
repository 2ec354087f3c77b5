import { clsx } from "clsx";
import type { Mark } from "@/lib/domain/cluster/mark";

export interface TileLook {
  mark: Mark;
  isOld: boolean;
  /** A line in a list, with a border only if something is wrong with it. */
  isSlim?: boolean;
  isLate?: boolean;
}

/** The background of a tile: plain if all is well, coloured if somebody is needed, hatched if the state is unknown. */
export function tileLook({ mark, isOld, isSlim = false, isLate = false }: TileLook): string {
  const needsSomebody = !isOld && (mark === "down" || mark === "degraded");
  return clsx(
    "flex h-full min-w-0 flex-col overflow-hidden contain-strict",
    "border-[length:calc(var(--spacing)*0.25)]",
    isSlim ? "justify-center rounded-[0.75vh]" : "rounded-[1vh]",
    isOld && "hatched-wide border-dashed",
    isOld || isLate
      ? "border-line-strong"
      : needsSomebody
        ? "border-mark"
        : isSlim
          ? "border-transparent"
          : "border-line",
    needsSomebody ? "tinted-wide" : "bg-panel",
  );
}
