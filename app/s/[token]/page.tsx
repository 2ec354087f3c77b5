import { FleetPage } from "@/components/fleet/fleet-page";
import type { Search } from "@/components/pages/guest-first-picture";
import { guestMetadata, type TokenProps } from "./guest-metadata";
import { GuestPage } from "./guest-page";

export const generateMetadata = guestMetadata;

interface Props extends TokenProps {
  searchParams: Promise<Search>;
}

export default async function Page({ params, searchParams }: Props) {
  return (
    <GuestPage token={(await params).token} wallSearch={await searchParams}>
      <FleetPage />
    </GuestPage>
  );
}
