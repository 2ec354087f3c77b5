import type { Metadata } from "next";
import { headers } from "next/headers";
import { LINK_PREVIEW } from "@/lib/domain/people/link-preview";
import { identifyGuest } from "@/lib/server/pages/identify-guest";
import { publicUrl } from "@/lib/server/pages/public-url";

export interface TokenProps {
  params: Promise<{ token: string }>;
}

const PRIVATE: Metadata = {
  title: "Shared view",
  description: "The state of GPU clusters, live.",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** For chats: a live picture of the headline, unless the link has ended or has a password. */
export async function guestMetadata({ params }: TokenProps): Promise<Metadata> {
  const { token } = await params;
  const guest = await identifyGuest(token, await headers());
  const base = publicUrl();
  if (guest.state !== "open" || base === null) return PRIVATE;
  const images = [{ url: new URL(`/api/shared/${token}/preview.png`, base), ...LINK_PREVIEW }];
  return { ...PRIVATE, openGraph: { title: "Clusterdeck", images }, twitter: { card: "summary_large_image", images } };
}
