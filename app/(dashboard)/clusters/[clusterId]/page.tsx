import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClusterPage } from "@/components/cluster/cluster-page";
import { connectionIdOf } from "@/lib/domain/identity";

interface Props {
  params: Promise<{ clusterId: string }>;
}

export const metadata: Metadata = { title: "Cluster" };

export default async function Page({ params }: Props) {
  const clusterId = decodeURIComponent((await params).clusterId);
  if (connectionIdOf(clusterId) === null) notFound();
  return <ClusterPage clusterId={clusterId} />;
}
