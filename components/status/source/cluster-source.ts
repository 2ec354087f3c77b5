"use client";

import { createContext, use } from "react";
import { clusterQuery } from "@/lib/queries/cluster-query";
import { timelineQuery } from "@/lib/queries/timeline-query";

/** Who answers for one cluster. Apart from the fleet's source, so that the fleet's pages need not load how to read these answers. */
export interface ClusterSource {
  cluster: typeof clusterQuery;
  timeline: typeof timelineQuery;
}

export const ClusterSourceContext = createContext<ClusterSource>({ cluster: clusterQuery, timeline: timelineQuery });

export function useClusterSource(): ClusterSource {
  return use(ClusterSourceContext);
}
