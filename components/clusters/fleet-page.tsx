"use client";

import { useQuery } from "@tanstack/react-query";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { FleetOverview } from "./fleet-overview";
import { FleetSkeleton } from "./fleet-skeleton";
import { FleetUnreadable } from "./fleet-unreadable";

/** The fleet: what is wrong first, then everything. */
export function FleetPage() {
  const { data, error } = useQuery(fleetQuery);
  if (data) return <FleetOverview fleet={data} />;
  if (error) return <FleetUnreadable error={error} />;
  return <FleetSkeleton />;
}
