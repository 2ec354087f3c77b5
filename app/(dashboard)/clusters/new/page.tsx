import type { Metadata } from "next";
import { preload } from "react-dom";
import { NewClusterPage } from "@/components/new-cluster/new-cluster-page";
import { pageAccountHelp } from "@/lib/server/pages/page-account-help";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "New cluster" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: Props) {
  const { role } = await requirePerson("operator", "/clusters/new", await searchParams);
  preload("/api/clusters", { as: "fetch", crossOrigin: "anonymous" });
  return <NewClusterPage accountHelp={pageAccountHelp(role)} />;
}
