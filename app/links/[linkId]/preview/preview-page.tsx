import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PreviewBanner } from "@/components/links/preview-banner";
import { SharedShell } from "@/components/shared/shared-shell";
import { THEME_COOKIE, themeOf } from "@/components/theme";
import { findLinkPreview } from "@/lib/server/access/identify-guest";
import { requirePerson } from "@/lib/server/access/page-person";

/** A guest's page as its guests see it, for whoever hands the link out. It needs no token, and counts as no opening. */
export async function PreviewPage({ linkId, children }: { linkId: string; children: ReactNode }) {
  const home = `/links/${linkId}/preview`;
  await requirePerson("operator", home);
  const link = await findLinkPreview(linkId);
  if (link === null) notFound();
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <>
      <PreviewBanner name={link.name} state={link.state} />
      <SharedShell
        place={{ path: `/api/share-links/${linkId}/preview`, home, showsCosts: link.showsCosts }}
        theme={theme}
      >
        {children}
      </SharedShell>
    </>
  );
}
