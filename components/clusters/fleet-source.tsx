"use client";

import { createContext, use } from "react";
import { clusterQuery } from "@/lib/queries/cluster-query";
import { costsQuery } from "@/lib/queries/costs-query";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { timelineQuery } from "@/lib/queries/timeline-query";

/** Whose fleet the pages below show: that of a signed-in person, or that of a share link. */
export interface FleetSource {
  fleet: typeof fleetQuery;
  cluster: typeof clusterQuery;
  timeline: typeof timelineQuery;
  /** Answered only where costs are shown. */
  costs: typeof costsQuery;
  /** The address of the fleet's page. */
  home: string;
  clusterHref: (clusterId: string) => string;
  costsHref: string;
  showsCosts: boolean;
  /** A guest is shown what there is, not how to change it or how to get in. */
  isGuest: boolean;
}

const MEMBER: FleetSource = {
  fleet: fleetQuery,
  cluster: clusterQuery,
  timeline: timelineQuery,
  costs: costsQuery,
  home: "/",
  clusterHref: (clusterId) => `/clusters/${encodeURIComponent(clusterId)}`,
  costsHref: "/costs",
  showsCosts: true,
  isGuest: false,
};

export const FleetSourceContext = createContext(MEMBER);

export function useFleetSource(): FleetSource {
  return use(FleetSourceContext);
}
