"use client";

import { type ReactNode, useMemo } from "react";
import { type ClusterSource, ClusterSourceContext } from "@/components/status/source/cluster-source";
import { CostsSourceContext } from "@/components/status/source/costs-source";
import { type FleetSource, FleetSourceContext } from "@/components/status/source/fleet-source";
import { sharedClusterQuery } from "@/lib/queries/cluster-query";
import { sharedCostsQuery } from "@/lib/queries/costs-query";
import { sharedFleetQuery } from "@/lib/queries/fleet-query";
import { sharedTimelineQuery } from "@/lib/queries/timeline-query";

export interface SharedPlace {
  /** Where the link's answers start: `/api/shared/{token}`. */
  path: string;
  /** The page that shows them: `/s/{token}`. */
  home: string;
  showsCosts: boolean;
  /** The build a screen is running, which it reports with each poll; left out for people. */
  screenBuild?: string;
}

/** Feeds the pages below with what a share link shows. */
export function SharedFleetSource({
  path,
  home,
  showsCosts,
  screenBuild,
  children,
}: SharedPlace & { children: ReactNode }) {
  const fleetSource = useMemo(
    (): FleetSource => ({
      fleet: sharedFleetQuery(
        path,
        showsCosts,
        screenBuild === undefined ? undefined : () => screenHeaders(screenBuild),
      ),
      home,
      clusterHref: (alias) => `${home}/clusters/${encodeURIComponent(alias)}`,
      costsHref: `${home}/costs`,
      showsCosts,
      isGuest: true,
    }),
    [path, home, showsCosts, screenBuild],
  );
  const clusterSource = useMemo(
    (): ClusterSource => ({
      cluster: (alias) => sharedClusterQuery(path, showsCosts, alias),
      timeline: (question) => sharedTimelineQuery(path, showsCosts, question),
    }),
    [path, showsCosts],
  );
  const costsSource = useMemo(
    () => (question: Parameters<typeof sharedCostsQuery>[1]) => sharedCostsQuery(path, question),
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

const LONGEST_PAGE = 300;

/** What a screen reports about itself, for the list of displays. */
function screenHeaders(build: string): Record<string, string> {
  return { "X-Display-Build": build, "X-Display-Page": window.location.search.slice(1, LONGEST_PAGE) };
}
