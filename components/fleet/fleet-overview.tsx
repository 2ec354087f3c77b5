"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { readingsOf } from "@/components/status/live-cluster";
import { createNameOrder } from "@/components/status/name-order";
import { FleetProvider } from "@/components/status/source/fleet-context";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import { useFreshnesses } from "@/lib/queries/liveness/use-freshnesses";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import { AccountStrip } from "./accounts/account-strip";
import { NoAccounts, NoClusters, NoGuestClusters } from "./fleet-empty";
import { TilesSkeleton } from "./fleet-skeleton";
import { FleetFigures } from "./headline/fleet-figures";
import { FleetHeadline } from "./headline/fleet-headline";
import { NewClusterLink } from "./headline/new-cluster-link";
import { FleetBrowser } from "./list/fleet-browser";

interface FleetOverviewProps {
  fleet: StableFleet;
  mayCreate: boolean;
  keyHelp: readonly KeyHelp[];
}

export function FleetOverview({ fleet, mayCreate, keyHelp }: FleetOverviewProps) {
  const { clusters, accounts, totals } = fleet;
  const { isGuest } = useFleetSource();
  const freshnesses = useFreshnesses(fleet);
  const [sortByName] = useState(createNameOrder);
  const named = useMemo(() => sortByName(clusters), [clusters, sortByName]);
  const readings = useMemo(() => readingsOf(named, freshnesses), [named, freshnesses]);
  // The headline first: the list is slow on a slow machine, and may be deferred while the reader does something else.
  const listed = useDeferredValue(readings, null);
  return (
    <FleetProvider fleet={fleet}>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
        <div className="mr-auto">
          <FleetHeadline readings={readings} accounts={accounts} />
        </div>
        {clusters.length > 0 && (
          <div className="sm:max-xl:order-last sm:max-xl:basis-full">
            <FleetFigures totals={totals} readings={readings} unrecordedSince={fleet.historyProblem?.since ?? null} />
          </div>
        )}
        {mayCreate && <NewClusterLink accounts={accounts} />}
      </div>
      {accounts.length > 0 && !isGuest && <AccountStrip accounts={accounts} />}
      {clusters.length > 0 && (listed ? <FleetBrowser readings={listed} /> : <TilesSkeleton />)}
      {clusters.length === 0 && isGuest && <NoGuestClusters />}
      {clusters.length === 0 && accounts.length > 0 && !isGuest && <NoClusters accounts={accounts} />}
      {accounts.length === 0 && !isGuest && <NoAccounts keyHelp={keyHelp} />}
    </FleetProvider>
  );
}
