"use client";

import { Breadcrumb } from "@/components/shell/breadcrumb";
import { AgeBadge } from "@/components/status/age-badge";
import { nameOf } from "@/components/status/cluster-words";
import { markedOf } from "@/components/status/live-cluster";
import { useAges } from "@/components/status/source/ages";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { useOperatorTools } from "@/components/status/source/operator-tools";
import { StatusMark } from "@/components/status/status-mark";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { markOf } from "@/lib/domain/cluster/mark";
import { ConnectButton } from "./connect/connect-button";
import { ClusterTags } from "./facts/cluster-tags";
import { StatusLine } from "./status-line";

interface ClusterHeaderProps {
  cluster: ClusterDetail;
  freshness: Freshness;
}

export function ClusterHeader({ cluster, freshness }: ClusterHeaderProps) {
  const { isGuest, showsProvider } = useFleetSource();
  const tools = useOperatorTools();
  const { status } = cluster;
  const mark = markOf(markedOf(cluster, freshness));
  return (
    <header className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-4">
        <Breadcrumb trail={showsProvider ? trailOf(cluster) : [cluster.account.label]} />
        <ClusterAge cluster={cluster} />
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="flex min-w-0 gap-3">
          <StatusMark mark={mark} size={24} className="mt-1" />
          <div className="min-w-0">
            <h1 className="text-2xl leading-8 font-semibold tracking-tight break-words">{nameOf(cluster)}</h1>
            <StatusLine cluster={cluster} freshness={freshness} mark={mark} />
            {cluster.tags.length > 0 && <ClusterTags tags={cluster.tags} />}
          </div>
        </div>
        <div className="flex flex-wrap items-start gap-2 print:hidden">
          {tools && status !== "terminated" && <tools.Share scope={{ accountIds: [], clusterIds: [cluster.id] }} />}
          {!isGuest && <ConnectButton cluster={cluster} freshness={freshness} />}
        </div>
      </div>
    </header>
  );
}

function ClusterAge({ cluster: { id, account } }: { cluster: ClusterDetail }) {
  const observedAt = useAges((ages) => ages.observedAt(id));
  return <AgeBadge observedAt={observedAt} pollIntervalMs={account.pollIntervalMs} account={account} />;
}

/** An account with the same name as its provider is named only once. */
function trailOf({ account }: ClusterDetail): string[] {
  const { providerLabel, label } = account;
  return label.toLowerCase() === providerLabel.toLowerCase() ? [providerLabel] : [providerLabel, label];
}
