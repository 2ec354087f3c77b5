import { CostsPage } from "@/components/costs/costs-page";
import { guestMetadata, type TokenProps } from "../guest-metadata";
import { GuestPage } from "../guest-page";

export const generateMetadata = guestMetadata;

export default async function Page({ params }: TokenProps) {
  return (
    <GuestPage token={(await params).token} needsCosts>
      <CostsPage />
    </GuestPage>
  );
}
