import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SharedPassword } from "@/components/guest/shared-password";
import { SharedShell } from "@/components/guest/shared-shell";
import { SharedDisplay } from "@/components/pages/shared-display";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { identifyGuest } from "@/lib/server/pages/identify-guest";
import { pageBuild } from "@/lib/server/pages/page-build";

interface SharedPageProps {
  token: string;
  /** The link's own address: there a display shows its wall instead. */
  isHome?: boolean;
  /** For a page that there is only where the link shows costs. */
  needsCosts?: boolean;
  children: ReactNode;
}

/** A guest's page: what the link shows, its password's form, or the one page for every link that is not open. */
export async function SharedPage({ token, isHome = false, needsCosts = false, children }: SharedPageProps) {
  const guest = await identifyGuest(token, await headers());
  if (guest.state === "gone") notFound();
  const path = `/api/shared/${token}`;
  if (guest.state === "locked") return <SharedPassword path={path} />;
  if (needsCosts && !guest.showsCosts) notFound();
  const place = { path, home: `/s/${token}`, showsCosts: guest.showsCosts };
  if (guest.kind === "display" && isHome) return <SharedDisplay place={place} build={pageBuild()} />;
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <SharedShell place={place} theme={theme}>
      {children}
    </SharedShell>
  );
}
