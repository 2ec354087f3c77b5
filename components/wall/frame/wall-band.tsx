"use client";

import { useFiringAlerts } from "@/components/status/alerts/firing-alerts";
import { useAges } from "@/components/status/source/ages";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { usdMicros } from "@/lib/domain/money/cost";
import { formatShortRate } from "@/lib/domain/money/format-usd";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import type { Area } from "../tiles/tile-grid";
import type { WallCosts } from "../views/use-wall-costs";
import { MonthFigure, TodayFigure } from "./cost-figures";
import { costSinceAnswer } from "./cost-since-answer";
import { OldestReading } from "./oldest-reading";
import { WallClock } from "./wall-clock";
import { WallFigure } from "./wall-figure";
import { WallHeadline } from "./wall-headline";

interface WallBandProps {
  fleet: StableFleet;
  headline: readonly [string, ...string[]];
  /** Whether all readings are old. */
  wasRead: boolean;
  costs: WallCosts;
  timeZone: string;
  /** Size of the picture. */
  area: Area;
}

/** The band above every view: how things are, what they cost, and how current that is. */
export function WallBand({ fleet, headline, wasRead, costs, timeZone, area }: WallBandProps) {
  const { accounts, demo, historyProblem } = fleet;
  const { usdMicrosPerHour, unpricedClusters } = fleet.totals;
  const { showsCosts } = useFleetSource();
  const current = costs.asOf === null ? costs.costs : null;
  const since = useAges((ages) => (current === null ? 0 : costSinceAnswer(current, { ...fleet, ages })));
  const shown = { costs, since: usdMicros(since), wasRead, bandWidth: area.width };
  const [first, ...others] = headline;
  const { audible } = useFiringAlerts();
  const asides = [
    ...(demo ? ["made-up data"] : []),
    ...(historyProblem ? ["history is not being written"] : []),
    ...(audible ? [audible.words] : []),
  ];
  return (
    <header className="flex flex-col gap-1">
      <WallHeadline parts={[first, ...asides, ...others]} area={area} />
      <dl className="flex flex-wrap justify-between gap-x-4 gap-y-1">
        {showsCosts && (
          <WallFigure term={unpricedClusters > 0 ? `Burn, ${unpricedClusters} unpriced` : "Burn"} wasRead={wasRead}>
            {usdMicrosPerHour === null ? "unknown" : formatShortRate(usdMicrosPerHour)}
          </WallFigure>
        )}
        {showsCosts && <TodayFigure {...shown} timeZone={timeZone} />}
        {showsCosts && <MonthFigure {...shown} />}
        <OldestReading accounts={accounts} />
        <WallClock timeZone={timeZone} />
      </dl>
    </header>
  );
}
