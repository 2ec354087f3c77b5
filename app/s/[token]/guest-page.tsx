import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { GuestPassword } from "@/components/guest/guest-password";
import { GuestShell } from "@/components/guest/guest-shell";
import { GuestDisplay } from "@/components/pages/guest-display";
import { guestFirstPicture, type Search } from "@/components/pages/guest-first-picture";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { identifyGuest } from "@/lib/server/pages/identify-guest";
import { pageBuild } from "@/lib/server/pages/page-build";
import { pageNonce } from "@/lib/server/pages/page-nonce";

interface GuestPageProps {
  token: string;
  /** The query of the link's own address, where a display shows its wall instead; left out on other pages. */
  wallSearch?: Search;
  /** Whether this page exists only if the link shows costs. */
  needsCosts?: boolean;
  children: ReactNode;
}

/** A guest's page: what the link shows, its password form, or the one page for all links that are not open. */
export async function GuestPage({ token, wallSearch, needsCosts = false, children }: GuestPageProps) {
  const guest = await identifyGuest(token, await headers());
  if (guest.state === "gone") notFound();
  const path = `/api/shared/${token}`;
  if (guest.state === "locked") return <GuestPassword path={path} />;
  if (needsCosts && !guest.showsCosts) notFound();
  const { showsCosts, showsProvider } = guest;
  const place = { path, home: `/s/${token}`, showsCosts, showsProvider };
  if (guest.kind === "display" && wallSearch) {
    const shown = { fleet: await guest.fleet(), showsCosts, search: wallSearch, nonce: await pageNonce() };
    return <GuestDisplay place={place} build={pageBuild()} firstPicture={await guestFirstPicture(shown)} />;
  }
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <GuestShell place={place} theme={theme}>
      {children}
    </GuestShell>
  );
}
