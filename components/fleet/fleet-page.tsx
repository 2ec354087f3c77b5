"use client";

import { useQuery } from "@tanstack/react-query";
import { FleetUnreadable } from "@/components/status/fleet-unreadable";
import { NotUpdated } from "@/components/status/not-updated";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import { FleetOverview } from "./fleet-overview";
import { FleetSkeleton } from "./fleet-skeleton";

interface FleetPageProps {
  /** The headline to show above the outline until the first answer, if the server put one into the page. */
  headline?: readonly [string, ...string[]];
  /** Whether the viewer may create clusters. */
  mayCreate?: boolean;
  /** How to connect accounts, for people who have none. Guests are not told, since they cannot do it. */
  keyHelp?: readonly KeyHelp[];
}

/** The fleet: what is wrong first, then everything. */
export function FleetPage({ headline, mayCreate = false, keyHelp = [] }: FleetPageProps) {
  const { data, error } = useQuery(useFleetSource().fleet);
  if (data) {
    return (
      <>
        <NotUpdated error={error} />
        <FleetOverview fleet={data} mayCreate={mayCreate} keyHelp={keyHelp} />
      </>
    );
  }
  if (error) return <FleetUnreadable error={error} />;
  return <FleetSkeleton headline={headline} />;
}
