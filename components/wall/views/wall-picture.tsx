"use client";

import { memo, useMemo, useState } from "react";
import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { sortReadings } from "@/components/status/fleet-sort";
import { fleetWords } from "@/components/status/fleet-words";
import { readingsOf } from "@/components/status/live-cluster";
import { createNameOrder } from "@/components/status/name-order";
import { FleetProvider } from "@/components/status/source/fleet-context";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { useElementSize } from "@/components/ui/use-element-size";
import { isOld } from "@/lib/domain/cluster/freshness";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { NO_AGES } from "@/lib/queries/ages/fleet-ages";
import { useFreshnesses } from "@/lib/queries/liveness/use-freshnesses";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import { useTextWidth } from "../frame/text-width";
import { TurnLine } from "../frame/turn-line";
import { WallBand } from "../frame/wall-band";
import { pictureUnit, type ScreenSize } from "../frame/wall-unit";
import { turnsOf } from "../life/turns";
import { useRotation } from "../life/use-rotation";
import { WallContext } from "../wall-context";
import type { WallSettings } from "../wall-parameters";
import { useWallCosts } from "./use-wall-costs";
import { holdingClusters, problemsOf } from "./wall-problems";
import { WallStage } from "./wall-stage";

interface WallPictureProps {
  fleet: StableFleet;
  settings: WallSettings;
  /** The whole screen. */
  screen: ScreenSize;
}

const PADDING = 2;
/** Everything a wall shows, in whatever box it is placed. */
export const WallPicture = memo(function WallPicture({ fleet, settings, screen }: WallPictureProps) {
  const { clusters, accounts } = fleet;
  const { views, dwell, scale, zone } = settings;
  const { showsCosts } = useFleetSource();
  const ownZone = useOwnTimeZone();
  const timeZone = zone ?? ownZone;
  const widthOf = useTextWidth();
  const { ref, size } = useElementSize();
  const unit = pictureUnit(screen, size?.height ?? screen.height, scale);
  const measure = useMemo(() => ({ unit, widthOf }), [unit, widthOf]);

  const freshnesses = useFreshnesses(fleet);
  const [sortByName] = useState(createNameOrder);
  const named = useMemo(
    () => sortByName(clusters.filter(({ status }) => status !== "terminated")),
    [clusters, sortByName],
  );
  const readings = useMemo(
    () => sortReadings(readingsOf(named, freshnesses), "worst", false, NO_AGES),
    [named, freshnesses],
  );
  const costs = useWallCosts(fleet.billingTimeZone, timeZone);
  const minute = useServerNow(MINUTE_MS);
  const problems = useMemo(() => problemsOf(readings, accounts, minute), [readings, accounts, minute]);
  const headline = useMemo(() => fleetWords(readings, accounts, minute), [readings, accounts, minute]);
  const down = useMemo(() => holdingClusters(readings), [readings]);
  const turns = turnsOf({ wanted: views, hasProblems: problems.length > 0, showsCosts });
  const dwellMs = dwell * 1_000;
  const { view, since, held } = useRotation({ down, views: turns, dwellMs });
  const isTurning = held.size === 0 && turns.length > 1;

  return (
    <WallContext value={measure}>
      <FleetProvider fleet={fleet}>
        <div
          ref={ref}
          data-view={view}
          className="flex h-full flex-col leading-[1.2]"
          style={{ "--spacing": `${unit}px` }}
        >
          {size && (
            <div className="flex min-h-0 grow flex-col gap-1.5 p-2 pt-1">
              <WallBand
                fleet={fleet}
                headline={headline}
                wasRead={readings.length > 0 && readings.every(({ freshness }) => isOld(freshness))}
                costs={costs}
                timeZone={timeZone}
                area={{ width: size.width / unit - 2 * PADDING, height: size.height / unit }}
              />
              <WallStage
                view={view}
                fleet={fleet}
                readings={readings}
                problems={problems}
                costs={costs}
                timeZone={timeZone}
              />
            </div>
          )}
          <TurnLine turn={isTurning ? `${view} ${since}` : null} dwellMs={dwellMs} />
        </div>
      </FleetProvider>
    </WallContext>
  );
});
