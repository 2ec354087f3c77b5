import type { Reading } from "@/components/status/live-cluster";
import type { StableFleet } from "@/lib/queries/stable-fleet";
import { FleetFigures } from "./fleet-figures";
import { FleetHeadline } from "./fleet-headline";
import { NewClusterLink } from "./new-cluster-link";

interface FleetHeadProps {
  fleet: StableFleet;
  readings: readonly Reading[];
  mayCreate: boolean;
}

/** The fleet in one sentence and in figures. */
export function FleetHead({ fleet, readings, mayCreate }: FleetHeadProps) {
  const { clusters, accounts, totals, historyProblem } = fleet;
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
      <div className="mr-auto">
        <FleetHeadline readings={readings} accounts={accounts} />
      </div>
      {clusters.length > 0 && (
        <div className="sm:max-xl:order-last sm:max-xl:basis-full">
          <FleetFigures totals={totals} readings={readings} unrecordedSince={historyProblem?.since ?? null} />
        </div>
      )}
      {mayCreate && <NewClusterLink accounts={accounts} />}
    </div>
  );
}
