import { FleetPage } from "@/components/fleet/fleet-page";
import { sharedMetadata, type TokenProps } from "./shared-metadata";
import { SharedPage } from "./shared-page";

export const generateMetadata = sharedMetadata;

export default async function Page({ params }: TokenProps) {
  return (
    <SharedPage token={(await params).token} isHome>
      <FleetPage />
    </SharedPage>
  );
}
