import type { Metadata } from "next";
import { FleetPage } from "@/components/fleet/fleet-page";
import type { Search } from "@/components/pages/guest-first-picture";
import { PreviewPage } from "./preview-page";

interface Props {
  params: Promise<{ linkId: string }>;
  searchParams: Promise<Search>;
}

export const metadata: Metadata = { title: "View as recipient" };

export default async function Page({ params, searchParams }: Props) {
  return (
    <PreviewPage linkId={(await params).linkId} wallSearch={await searchParams}>
      <FleetPage />
    </PreviewPage>
  );
}
