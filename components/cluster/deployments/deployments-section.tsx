"use client";

import { Section } from "@/components/ui/section";
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
    <Section
      id="deployments"
      title="Deployments"
      beside={<span className="text-sm text-muted">{formatCounted(deployments.length, "deployment")}</span>}
    >
      <Layout deployments={deployments} freshness={freshness} />
    </Section>
  );
}
