"use client";

import { createContext, use } from "react";
import { clusterQuery } from "@/lib/queries/cluster-query";
import { timelineQuery } from "@/lib/queries/timeline-query";

/** Where a cluster's answers come from. Kept apart from the fleet's source, so that the fleet page does not load their schemas. */
export interface ClusterSource {
  cluster: typeof clusterQuery;
  timeline: typeof timelineQuery;
}

export const ClusterSourceContext = createContext<ClusterSource>({ cluster: clusterQuery, timeline: timelineQuery });

export function useClusterSource(): ClusterSource {
  return use(ClusterSourceContext);
}
