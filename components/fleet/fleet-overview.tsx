"use client";

import { lazy, memo, Suspense, useDeferredValue, useMemo, useState } from "react";
import { readingsOf } from "@/components/status/live-cluster";
import { createNameOrder } from "@/components/status/name-order";
import { FleetProvider } from "@/components/status/source/fleet-context";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { patiently } from "@/components/ui/patiently";
import { useNextStep } from "@/components/ui/use-next-step";
import type { Account, Cluster } from "@/lib/contract/fleet";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { useFreshnesses } from "@/lib/queries/liveness/use-freshnesses";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import { AccountStrip } from "./accounts/account-strip";
import { FleetHead } from "./headline/fleet-head";
import { HeadOutline } from "./headline/head-outline";
import { FleetBrowser } from "./list/fleet-browser";

// Most fleets have clusters.
const EmptyFleet = lazy(() =>
  patiently(() => import("./fleet-empty").then(({ EmptyFleet }) => ({ default: EmptyFleet }))),
);

interface FleetOverviewProps {
  /** Not known before the first answer. */
  fleet: StableFleet | undefined;
  /** The headline to show until then, if the server put one into the page. */
  headline: readonly [string, ...string[]] | undefined;
  mayCreate: boolean;
  accountHelp: AccountHelp;
}

const NO_CLUSTERS: readonly Cluster[] = [];
const NO_ACCOUNTS: readonly Account[] = [];

/** The page, or its outline, whose search and sort order can be used before there is anything to search. */
export const FleetOverview = memo(function FleetOverview({
  fleet,
  headline,
  mayCreate,
  accountHelp,
}: FleetOverviewProps) {
  const { clusters, accounts } = fleet ?? { clusters: NO_CLUSTERS, accounts: NO_ACCOUNTS };
  const { isGuest } = useFleetSource();
  const freshnesses = useFreshnesses(fleet);
  const [sortByName] = useState(createNameOrder);
  const named = useMemo(() => sortByName(clusters), [clusters, sortByName]);
  const readings = useMemo(() => readingsOf(named, freshnesses), [named, freshnesses]);
  // The headline first: the list is slow on a slow machine, and may be deferred while the reader does something else.
  const isListDue = useNextStep(fleet !== undefined);
  const listed = useDeferredValue(isListDue ? readings : null);
  return (
    <FleetProvider fleet={fleet}>
      {fleet ? (
        <FleetHead fleet={fleet} readings={readings} mayCreate={mayCreate} />
      ) : (
        <HeadOutline headline={headline} />
      )}
      {accounts.length > 0 && !isGuest && <AccountStrip accounts={accounts} />}
      {(fleet === undefined || clusters.length > 0) && <FleetBrowser readings={listed} />}
      {fleet && clusters.length === 0 && (
        <Suspense>
          <EmptyFleet accounts={accounts} accountHelp={accountHelp} />
        </Suspense>
      )}
    </FleetProvider>
  );
});
