"use client";

import { AccountTrouble } from "@/components/clusters/account-trouble";
import { useFleetSource } from "@/components/clusters/fleet-source";
import { ClusterCost } from "@/components/costs/cluster-cost";
import { ClusterTimeline } from "@/components/costs/cluster-timeline";
import { LogsSection } from "@/components/logs/logs-section";
import { MetricsSection } from "@/components/metrics/metrics-section";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { freshnessOf } from "@/lib/domain/cluster/freshness";
import { useServerTime } from "@/lib/queries/use-server-now";
import { ClusterFacts } from "./cluster-facts";
import { ClusterFigures } from "./cluster-figures";
import { ClusterHeader } from "./cluster-header";
import { ClusterLimits } from "./cluster-limits";
import { ConnectionNotice } from "./connection-notice";
import { DeploymentsSection } from "./deployments-section";
import { HealthReasons } from "./health-reasons";
import { NodesSection } from "./nodes-section";
import { PriceElsewhere } from "./price-elsewhere";
import { SshKey } from "./ssh-key";

export function ClusterView({ cluster }: { cluster: ClusterDetail }) {
  const { observedAt, connection } = cluster;
  const { showsCosts } = useFleetSource();
  const freshness = useServerTime((now) => freshnessOf(Date.parse(observedAt), now, connection.pollIntervalMs));
  return (
    <div className="flex flex-col gap-5">
      <title>{`${cluster.name} · Clusterdeck`}</title>
      <ClusterHeader cluster={cluster} freshness={freshness} />
      <ConnectionNotice connection={connection} />
      <AccountTrouble connection={connection} />
      <ClusterFigures cluster={cluster} freshness={freshness} />
      <HealthReasons cluster={cluster} freshness={freshness} />
      {cluster.limits.length > 0 && <ClusterLimits cluster={cluster} freshness={freshness} />}
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {cluster.deployments.length > 0 && <DeploymentsSection cluster={cluster} freshness={freshness} />}
          <NodesSection cluster={cluster} freshness={freshness} />
          {cluster.capabilities.metrics && <MetricsSection cluster={cluster} />}
          {showsCosts && <ClusterCost cluster={cluster} />}
          {cluster.capabilities.offers && <PriceElsewhere cluster={cluster} />}
          <ClusterTimeline clusterId={cluster.id} createdAt={cluster.createdAt} />
          {cluster.capabilities.logs && <LogsSection cluster={cluster} />}
        </div>
        <ClusterFacts cluster={cluster} />
      </div>
      {cluster.capabilities.connection && <SshKey clusterId={cluster.id} />}
    </div>
  );
}
