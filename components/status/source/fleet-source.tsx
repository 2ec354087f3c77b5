"use client";

import { createContext, use } from "react";
import { fleetQuery } from "@/lib/queries/fleet-query";

/** Whose fleet the pages below show: that of a signed-in person, or that of a share link. */
export interface FleetSource {
  fleet: typeof fleetQuery;
  /** The address of the fleet's page. */
  home: string;
  clusterHref: (clusterId: string) => string;
  costsHref: string;
  showsCosts: boolean;
  /** Otherwise accounts are only numbered. */
  showsProvider: boolean;
  /** A guest sees what there is, but not how to change it or connect to it. */
  isGuest: boolean;
}

const MEMBER: FleetSource = {
  fleet: fleetQuery,
  home: "/",
  clusterHref: (clusterId) => `/clusters/${encodeURIComponent(clusterId)}`,
  costsHref: "/costs",
  showsCosts: true,
  showsProvider: true,
  isGuest: false,
};

export const FleetSourceContext = createContext(MEMBER);

export function useFleetSource(): FleetSource {
  return use(FleetSourceContext);
}
