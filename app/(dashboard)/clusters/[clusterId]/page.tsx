import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { WholeClusterPage } from "@/components/pages/whole-cluster-page";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import { requirePerson } from "@/lib/server/pages/page-person";

interface Props {
  params: Promise<{ clusterId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "Cluster" };

export default async function Page({ params, searchParams }: Props) {
  const { clusterId: segment } = await params;
  await requirePerson("viewer", `/clusters/${segment}`, await searchParams);
  const clusterId = decodeURIComponent(segment);
  if (accountIdOf(clusterId) === null) notFound();
  // The data loads in parallel with the code, not after it.
  preload(`/api/clusters/${encodeURIComponent(clusterId)}`, { as: "fetch", crossOrigin: "anonymous" });
  return <WholeClusterPage clusterId={clusterId} />;
}
