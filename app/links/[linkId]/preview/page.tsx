import type { Metadata } from "next";
import { FleetPage } from "@/components/fleet/fleet-page";
import { PreviewPage } from "./preview-page";

interface Props {
  params: Promise<{ linkId: string }>;
}

export const metadata: Metadata = { title: "View as recipient" };

export default async function Page({ params }: Props) {
  return (
    <PreviewPage linkId={(await params).linkId} isHome>
      <FleetPage />
    </PreviewPage>
  );
}
