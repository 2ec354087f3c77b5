"use client";

import { useQuery } from "@tanstack/react-query";
import { NotUpdated } from "@/components/status/not-updated";
import { AgesContext } from "@/components/status/source/ages";
import { useClusterSource } from "@/components/status/source/cluster-source";
import { isNotFound } from "@/lib/queries/cluster-query";
import { ClusterNotFound } from "./cluster-not-found";
import { ClusterSkeleton } from "./cluster-skeleton";
import { ClusterUnreadable } from "./cluster-unreadable";
import { type ClusterSections, ClusterView } from "./cluster-view";

interface ClusterPageProps {
  clusterId: string;
  sections: ClusterSections;
}

export function ClusterPage({ clusterId, sections }: ClusterPageProps) {
  const { data, error, refetch } = useQuery(useClusterSource().cluster(clusterId));
  if (isNotFound(error)) return <ClusterNotFound />;
  if (data) {
    return (
      <>
        <NotUpdated error={error} />
        <AgesContext value={data.ages}>
          <ClusterView cluster={data.cluster} sections={sections} />
        </AgesContext>
      </>
    );
  }
  if (error) return <ClusterUnreadable error={error} onRetry={refetch} />;
  return <ClusterSkeleton />;
}
