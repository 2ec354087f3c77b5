import { FleetPage } from "@/components/fleet/fleet-page";
import { guestMetadata, type TokenProps } from "./guest-metadata";
import { GuestPage } from "./guest-page";

export const generateMetadata = guestMetadata;

export default async function Page({ params }: TokenProps) {
  return (
    <GuestPage token={(await params).token} isHome>
      <FleetPage />
    </GuestPage>
  );
}
