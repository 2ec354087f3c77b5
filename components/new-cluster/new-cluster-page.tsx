"use client";

import { useQuery } from "@tanstack/react-query";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { FleetUnreadable } from "@/components/status/fleet-unreadable";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { CreateCluster } from "./create-cluster";
import { FormSkeleton } from "./form-skeleton";
import { NoCreatingAccount } from "./no-creating-account";

/** `accountHelp`: for all providers, shown if no account can create clusters. */
export function NewClusterPage({ accountHelp }: { accountHelp: AccountHelp }) {
  return (
    <div className="mx-auto max-w-3xl">
      <div className="mb-3">
        <Breadcrumb trail={["New cluster"]} />
      </div>
      <NewCluster accountHelp={accountHelp} />
    </div>
  );
}

function NewCluster({ accountHelp }: { accountHelp: AccountHelp }) {
  const { data: fleet, error } = useQuery(fleetQuery);
  if (fleet) {
    const [first, ...others] = fleet.accounts.filter(({ canCreate }) => canCreate);
    return first ? (
      <CreateCluster fleet={fleet} accounts={[first, ...others]} />
    ) : (
      <NoCreatingAccount accountHelp={accountHelp} />
    );
  }
  if (error) return <FleetUnreadable error={error} />;
  return <FormSkeleton />;
}
