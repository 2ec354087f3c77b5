import { WholeClusterPage } from "@/components/pages/whole-cluster-page";
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
      <WholeClusterPage clusterId={decodeURIComponent(alias)} />
    </SharedPage>
  );
}
