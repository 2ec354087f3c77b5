"use client";

import { useMemo } from "react";
import { useFleetSource } from "@/components/clusters/fleet-source";
import { markedOf, type Reading } from "@/components/clusters/reading";
import { headlineOf } from "@/lib/domain/headline";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import { MonthFigure } from "./month-figure";
import { OldestReading } from "./oldest-reading";
import { shortAmount } from "./short-amount";
import { fleetRate } from "./tile-words";
import { useWallCosts } from "./use-wall-costs";
import { WallClock } from "./wall-clock";
import { WallFigure } from "./wall-figure";
import { WallHeadline } from "./wall-headline";
import { isOld } from "./wall-problems";

interface WallBandProps {
  fleet: StableFleet;
  readings: readonly Reading[];
  timeZone: string;
  /** In units. */
  width: number;
}

/** What stands above every view: how things are, what they cost, and that all this is of now. */
export function WallBand({ fleet, readings, timeZone, width }: WallBandProps) {
  const { connections, demo } = fleet;
  const { usdMicrosPerHour, unpricedClusters } = fleet.totals;
  const { showsCosts } = useFleetSource();
  const { data: costs } = useWallCosts(timeZone);
  const wasRead = readings.length > 0 && readings.every(({ freshness }) => isOld(freshness));
  const clusters = useMemo(() => readings.map(({ cluster, freshness }) => markedOf(cluster, freshness)), [readings]);
  const [first, ...rest] = headlineOf({ clusters, connections });
  return (
    <header className="flex flex-col gap-1">
      <WallHeadline parts={[first, ...rest, ...(demo ? ["made-up data"] : [])]} width={width} />
      <dl className="flex flex-wrap justify-between gap-x-4 gap-y-1">
        {showsCosts && (
          <WallFigure term={unpricedClusters > 0 ? `Burn, ${unpricedClusters} unpriced` : "Burn"} wasRead={wasRead}>
            {usdMicrosPerHour === null ? "unknown" : fleetRate(usdMicrosPerHour)}
          </WallFigure>
        )}
        {showsCosts && (
          <WallFigure term="Today" wasRead={wasRead && costs !== undefined}>
            {costs ? shortAmount(costs.today) : "…"}
          </WallFigure>
        )}
        {showsCosts && <MonthFigure costs={costs} wasRead={wasRead && costs !== undefined} />}
        <OldestReading connections={connections} />
        <WallClock timeZone={timeZone} />
      </dl>
    </header>
  );
}
