import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { ClusterPage } from "@/components/cluster/cluster-page";
import { connectionIdOf } from "@/lib/domain/identity";

interface Props {
  params: Promise<{ clusterId: string }>;
}

export const metadata: Metadata = { title: "Cluster" };

export default async function Page({ params }: Props) {
  const clusterId = decodeURIComponent((await params).clusterId);
  if (connectionIdOf(clusterId) === null) notFound();
  // The data loads beside the program, not after it.
  preload(`/api/clusters/${encodeURIComponent(clusterId)}`, { as: "fetch", crossOrigin: "anonymous" });
  return <ClusterPage clusterId={clusterId} />;
}
