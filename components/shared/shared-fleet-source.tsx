"use client";

import { type ReactNode, useMemo } from "react";
import { type FleetSource, FleetSourceContext } from "@/components/clusters/fleet-source";
import { sharedClusterQuery } from "@/lib/queries/shared-cluster-query";
import { sharedFleetQuery } from "@/lib/queries/shared-fleet-query";

export interface SharedPlace {
  /** Where the link's answers start: `/api/shared/{token}`. */
  path: string;
  /** The page that shows them: `/s/{token}`. */
  home: string;
  showsCosts: boolean;
}

/** Feeds the pages below with what a share link tells. */
export function SharedFleetSource({ path, home, showsCosts, children }: SharedPlace & { children: ReactNode }) {
  const source = useMemo(
    (): FleetSource => ({
      fleet: sharedFleetQuery(path, showsCosts),
      cluster: (alias) => sharedClusterQuery(path, showsCosts, alias),
      home,
      clusterHref: (alias) => `${home}/clusters/${encodeURIComponent(alias)}`,
      showsCosts,
      isGuest: true,
    }),
    [path, home, showsCosts],
  );
  return <FleetSourceContext value={source}>{children}</FleetSourceContext>;
}
