"use client";

import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { WallFigure } from "./wall-figure";
import { clockIn, zoneNameAt } from "./zone-clock";

/** The time, to the second: as long as it moves, the page is alive. */
export function WallClock({ timeZone }: { timeZone: string }) {
  const time = useServerTime((now) => clockIn(now, timeZone));
  const zone = useServerTime((now) => zoneNameAt(now, timeZone));
  return (
    <WallFigure term={zone}>
      <time>{time}</time>
    </WallFigure>
  );
}
