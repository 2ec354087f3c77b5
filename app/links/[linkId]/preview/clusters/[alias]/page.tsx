import type { Metadata } from "next";
import { WholeClusterPage } from "@/components/pages/whole-cluster-page";
import { PreviewPage } from "../../preview-page";

interface Props {
  params: Promise<{ linkId: string; alias: string }>;
}

export const metadata: Metadata = { title: "View as recipient" };

export default async function Page({ params }: Props) {
  const { linkId, alias } = await params;
  return (
    <PreviewPage linkId={linkId}>
      <WholeClusterPage clusterId={decodeURIComponent(alias)} />
    </PreviewPage>
  );
}
