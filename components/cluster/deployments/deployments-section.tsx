"use client";

import { useIsNarrow } from "@/components/ui/use-is-narrow";
import type { ClusterDetail, Deployment } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { markOf, severityOf } from "@/lib/domain/cluster/mark";
import { formatCounted } from "@/lib/domain/text/format";
import { DeploymentCards } from "./deployment-cards";
import { DeploymentTable } from "./deployment-table";
import { markedDeployment } from "./deployment-words";

interface DeploymentsSectionProps {
  cluster: ClusterDetail;
  freshness: Freshness;
}

/** What runs on the cluster, worst first. */
export function DeploymentsSection({ cluster, freshness }: DeploymentsSectionProps) {
  const isNarrow = useIsNarrow();
  const Layout = isNarrow ? DeploymentCards : DeploymentTable;
  const severity = (deployment: Deployment) => severityOf(markOf(markedDeployment(deployment, freshness)));
  const deployments = cluster.deployments.toSorted(
    (one, other) => severity(one) - severity(other) || one.name.localeCompare(other.name),
  );
  return (
    <section aria-labelledby="deployments" className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id="deployments" className="text-sm font-semibold">
          Deployments
        </h2>
        <span className="text-sm text-muted">{formatCounted(deployments.length, "deployment")}</span>
      </div>
      <Layout deployments={deployments} freshness={freshness} />
    </section>
  );
}
