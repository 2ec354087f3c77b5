import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { GuestShell } from "@/components/guest/guest-shell";
import { GuestDisplay } from "@/components/pages/guest-display";
import { guestFirstPicture, type Search } from "@/components/pages/guest-first-picture";
import { PreviewBanner } from "@/components/share-links/preview-banner";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { findLinkPreview } from "@/lib/server/pages/identify-guest";
import { pageBuild } from "@/lib/server/pages/page-build";
import { pageNonce } from "@/lib/server/pages/page-nonce";
import { requirePerson } from "@/lib/server/pages/page-person";

interface PreviewPageProps {
  linkId: string;
  /** The query of the link's own address, which for a display shows the wall; left out on other pages. */
  wallSearch?: Search;
  /** Whether this page exists only if the link shows costs. */
  needsCosts?: boolean;
  children: ReactNode;
}

/** A guest's page the way guests see it, for the link's maker. It needs no token, and does not count as opened. */
export async function PreviewPage({ linkId, wallSearch, needsCosts = false, children }: PreviewPageProps) {
  const home = `/links/${linkId}/preview`;
  await requirePerson("operator", home);
  const link = await findLinkPreview(linkId);
  if (link === null || (needsCosts && !link.showsCosts)) notFound();
  const { showsCosts, showsProvider } = link;
  const place = { path: `/api/share-links/${linkId}/preview`, home, showsCosts, showsProvider };
  if (link.kind === "display" && wallSearch) {
    const shown = { fleet: await link.fleet(), showsCosts, search: wallSearch, nonce: await pageNonce() };
    return (
      <>
        <GuestDisplay place={place} build={pageBuild()} isPreview firstPicture={await guestFirstPicture(shown)} />
        <PreviewBanner name={link.name} state={link.state} isOverlay />
      </>
    );
  }
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <>
      <PreviewBanner name={link.name} state={link.state} />
      <GuestShell place={place} theme={theme}>
        {children}
      </GuestShell>
    </>
  );
}
