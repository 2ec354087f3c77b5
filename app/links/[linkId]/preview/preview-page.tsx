import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SharedShell } from "@/components/guest/shared-shell";
import { SharedDisplay } from "@/components/pages/shared-display";
import { PreviewBanner } from "@/components/share-links/preview-banner";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { findLinkPreview } from "@/lib/server/pages/identify-guest";
import { pageBuild } from "@/lib/server/pages/page-build";
import { requirePerson } from "@/lib/server/pages/page-person";

interface PreviewPageProps {
  linkId: string;
  /** What the link's own address shows: of a display, its wall. */
  isHome?: boolean;
  /** For a page that there is only where the link shows costs. */
  needsCosts?: boolean;
  children: ReactNode;
}

/** A guest's page as its guests see it, for whoever hands the link out. It needs no token, and counts as no opening. */
export async function PreviewPage({ linkId, isHome = false, needsCosts = false, children }: PreviewPageProps) {
  const home = `/links/${linkId}/preview`;
  await requirePerson("operator", home);
  const link = await findLinkPreview(linkId);
  if (link === null || (needsCosts && !link.showsCosts)) notFound();
  const place = { path: `/api/share-links/${linkId}/preview`, home, showsCosts: link.showsCosts };
  if (link.kind === "display" && isHome) {
    return (
      <>
        <SharedDisplay place={place} build={pageBuild()} isPreview />
        <PreviewBanner name={link.name} state={link.state} isOverlay />
      </>
    );
  }
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <>
      <PreviewBanner name={link.name} state={link.state} />
      <SharedShell place={place} theme={theme}>
        {children}
      </SharedShell>
    </>
  );
}
