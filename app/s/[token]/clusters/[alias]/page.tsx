import { WholeClusterPage } from "@/components/pages/whole-cluster-page";
import { guestMetadata } from "../../guest-metadata";
import { GuestPage } from "../../guest-page";

interface Props {
  params: Promise<{ token: string; alias: string }>;
}

export const generateMetadata = guestMetadata;

export default async function Page({ params }: Props) {
  const { token, alias } = await params;
  return (
    <GuestPage token={token}>
      <WholeClusterPage clusterId={decodeURIComponent(alias)} />
    </GuestPage>
  );
}
