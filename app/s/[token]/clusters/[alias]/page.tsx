import { ClusterPage } from "@/components/cluster/cluster-page";
import { sharedMetadata } from "../../shared-metadata";
import { SharedPage } from "../../shared-page";

interface Props {
  params: Promise<{ token: string; alias: string }>;
}

export const generateMetadata = sharedMetadata;

export default async function Page({ params }: Props) {
  const { token, alias } = await params;
  return (
    <SharedPage token={token}>
      <ClusterPage clusterId={decodeURIComponent(alias)} />
    </SharedPage>
  );
}
