"use client";

import { useQuery } from "@tanstack/react-query";
import { FleetOverview } from "./fleet-overview";
import { FleetSkeleton } from "./fleet-skeleton";
import { useFleetSource } from "./fleet-source";
import { FleetUnreadable } from "./fleet-unreadable";

/** The fleet: what is wrong first, then everything. */
export function FleetPage() {
  const { data, error } = useQuery(useFleetSource().fleet);
  if (data) return <FleetOverview fleet={data} />;
  if (error) return <FleetUnreadable error={error} />;
  return <FleetSkeleton />;
}
