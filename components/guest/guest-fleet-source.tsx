"use client";

import { type ReactNode, useMemo } from "react";
import { type ClusterSource, ClusterSourceContext } from "@/components/status/source/cluster-source";
import { CostsSourceContext } from "@/components/status/source/costs-source";
import { type FleetSource, FleetSourceContext } from "@/components/status/source/fleet-source";
import { guestClusterQuery } from "@/lib/queries/guests/guest-cluster-query";
import { guestCostsQuery } from "@/lib/queries/guests/guest-costs-query";
import { guestFleetQuery } from "@/lib/queries/guests/guest-fleet-query";
import { guestTimelineQuery } from "@/lib/queries/guests/guest-timeline-query";

export interface GuestPlace {
  /** Where the link's answers start: `/api/shared/{token}`. */
  path: string;
  /** The page that shows them: `/s/{token}`. */
  home: string;
  showsCosts: boolean;
  showsProvider: boolean;
  /** The build a screen is running, which it reports with each poll; left out for people. */
  screenBuild?: string;
}

/** Feeds the pages below with what a share link shows. */
export function GuestFleetSource({
  path,
  home,
  showsCosts,
  showsProvider,
  screenBuild,
  children,
}: GuestPlace & { children: ReactNode }) {
  const fleetSource = useMemo(
    (): FleetSource => ({
      fleet: guestFleetQuery(
        path,
        showsCosts,
        screenBuild === undefined ? undefined : () => screenHeaders(screenBuild),
      ),
      home,
      clusterHref: (alias) => `${home}/clusters/${encodeURIComponent(alias)}`,
      costsHref: `${home}/costs`,
      showsCosts,
      showsProvider,
      isGuest: true,
    }),
    [path, home, showsCosts, showsProvider, screenBuild],
  );
  const clusterSource = useMemo(
    (): ClusterSource => ({
      cluster: (alias) => guestClusterQuery(path, showsCosts, alias),
      timeline: (query) => guestTimelineQuery(path, showsCosts, query),
    }),
    [path, showsCosts],
  );
  const costsSource = useMemo(
    () => (query: Parameters<typeof guestCostsQuery>[1]) => guestCostsQuery(path, query),
    [path],
  );
  return (
    <FleetSourceContext value={fleetSource}>
      <ClusterSourceContext value={clusterSource}>
        <CostsSourceContext value={costsSource}>{children}</CostsSourceContext>
      </ClusterSourceContext>
    </FleetSourceContext>
  );
}

const MAX_PAGE_LENGTH = 300;

/** What a screen reports about itself, for the list of displays. */
function screenHeaders(build: string): Record<string, string> {
  return { "X-Display-Build": build, "X-Display-Page": window.location.search.slice(1, MAX_PAGE_LENGTH) };
}
