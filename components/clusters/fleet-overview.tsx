"use client";

import { useMemo } from "react";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import { useFreshnesses } from "@/lib/queries/use-freshnesses";
import { ConnectionStrip } from "./connection-strip";
import { FleetBrowser } from "./fleet-browser";
import { FleetProvider } from "./fleet-context";
import { NoClusters, NoConnections, NoSharedClusters } from "./fleet-empty";
import { FleetFigures } from "./fleet-figures";
import { FleetHeadline } from "./fleet-headline";
import { sortByName } from "./fleet-sort";
import { useFleetSource } from "./fleet-source";
import { readingsOf } from "./reading";

export function FleetOverview({ fleet }: { fleet: StableFleet }) {
  const { clusters, connections, totals } = fleet;
  const { isGuest } = useFleetSource();
  const freshnesses = useFreshnesses(fleet);
  const named = useMemo(() => sortByName(clusters), [clusters]);
  const readings = useMemo(() => readingsOf(named, freshnesses), [named, freshnesses]);
  return (
    <FleetProvider fleet={fleet}>
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        <FleetHeadline readings={readings} connections={connections} />
        {clusters.length > 0 && <FleetFigures totals={totals} readings={readings} />}
      </div>
      {connections.length > 0 && !isGuest && <ConnectionStrip connections={connections} />}
      {clusters.length > 0 && <FleetBrowser readings={readings} />}
      {clusters.length === 0 && isGuest && <NoSharedClusters />}
      {clusters.length === 0 && connections.length > 0 && !isGuest && <NoClusters connections={connections} />}
      {connections.length === 0 && !isGuest && <NoConnections />}
    </FleetProvider>
  );
}
