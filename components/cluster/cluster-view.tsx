"use client";

import type { ComponentType } from "react";
import { BillingTrouble } from "@/components/status/billing/billing-trouble";
import { nameOf } from "@/components/status/cluster-words";
import { useAges } from "@/components/status/source/ages";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { AccountNotice } from "./account-notice";
import { ClusterAlerts } from "./cluster-alerts";
import { ClusterFigures } from "./cluster-figures";
import { ClusterHeader } from "./cluster-header";
import { SshKey } from "./connect/ssh-key";
import { DeploymentsSection } from "./deployments/deployments-section";
import { ClusterFacts } from "./facts/cluster-facts";
import { ClusterLimits } from "./facts/cluster-limits";
import { PriceElsewhere } from "./facts/price-elsewhere";
import { HealthReasons } from "./health-reasons";
import { NodesSection } from "./nodes/nodes-section";
import { SharedMachines } from "./shared-machines";

type Section = ComponentType<{ cluster: ClusterDetail }>;

/** The sections that come from other features, passed in by the page that puts everything together. */
export type ClusterSections = Record<"Metrics" | "Costs" | "Timeline" | "Logs", Section>;

interface ClusterViewProps {
  cluster: ClusterDetail;
  sections: ClusterSections;
}

export function ClusterView({ cluster, sections: { Metrics, Costs, Timeline, Logs } }: ClusterViewProps) {
  const { id, account } = cluster;
  const { showsCosts } = useFleetSource();
  const freshness = useAges((ages, now) => freshnessOf(ages.observedAt(id), now, account.pollIntervalMs));
  return (
    <div className="flex flex-col gap-5">
      <title>{`${nameOf(cluster)} · Clusterdeck`}</title>
      <ClusterHeader cluster={cluster} freshness={freshness} />
      <ClusterAlerts clusterId={id} />
      <AccountNotice account={account} />
      {cluster.sharedWith && <SharedMachines sharedWith={cluster.sharedWith} />}
      <BillingTrouble account={account} />
      <ClusterFigures cluster={cluster} freshness={freshness} />
      <HealthReasons cluster={cluster} freshness={freshness} />
      {cluster.limits.length > 0 && <ClusterLimits cluster={cluster} freshness={freshness} />}
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {cluster.deployments.length > 0 && <DeploymentsSection cluster={cluster} freshness={freshness} />}
          <NodesSection cluster={cluster} freshness={freshness} />
          {cluster.capabilities.metrics && <Metrics cluster={cluster} />}
          {showsCosts && <Costs cluster={cluster} />}
          {cluster.capabilities.offers && <PriceElsewhere cluster={cluster} />}
          <Timeline cluster={cluster} />
          {cluster.capabilities.logs && <Logs cluster={cluster} />}
        </div>
        <ClusterFacts cluster={cluster} />
      </div>
      {cluster.capabilities.connection && <SshKey clusterId={cluster.id} />}
    </div>
  );
}
