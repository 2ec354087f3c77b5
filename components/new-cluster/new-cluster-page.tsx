"use client";

import { useQuery } from "@tanstack/react-query";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { FleetUnreadable } from "@/components/status/fleet-unreadable";
import { Skeleton } from "@/components/ui/skeleton";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { CreateCluster } from "./create-cluster";
import { NoCreatingAccount } from "./no-creating-account";

export function NewClusterPage() {
  return (
    <div className="mx-auto max-w-3xl">
      <div className="mb-3">
        <Breadcrumb trail={["New cluster"]} />
      </div>
      <NewCluster />
    </div>
  );
}

function NewCluster() {
  const { data: fleet, error } = useQuery(fleetQuery);
  if (fleet) {
    const [first, ...others] = fleet.connections.filter(({ canCreate }) => canCreate);
    return first ? <CreateCluster fleet={fleet} accounts={[first, ...others]} /> : <NoCreatingAccount />;
  }
  if (error) return <FleetUnreadable error={error} />;
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading the accounts</span>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-56 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}
