"use client";

import { ClusterPage } from "@/components/cluster/cluster-page";
import type { ClusterSections } from "@/components/cluster/cluster-view";
import { ClusterCost } from "@/components/costs/figures/cluster-cost";
import { ClusterTimeline } from "@/components/costs/timeline/cluster-timeline";
import { LogsSection } from "@/components/logs/logs-section";
import { MetricsSection } from "@/components/metrics/metrics-section";

const SECTIONS: ClusterSections = {
  Metrics: MetricsSection,
  Costs: ClusterCost,
  Timeline: ({ cluster: { id, createdAt } }) => <ClusterTimeline clusterId={id} createdAt={createdAt} />,
  Logs: LogsSection,
};

/** A cluster's page, with the sections of all features. */
export function WholeClusterPage({ clusterId }: { clusterId: string }) {
  return <ClusterPage clusterId={clusterId} sections={SECTIONS} />;
}
