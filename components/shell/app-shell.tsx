import { CircleUserRound } from "lucide-react";
import type { ReactNode } from "react";
import { StatusFavicon } from "@/components/status/favicon/status-favicon";
import { HistoryNotice } from "@/components/status/history-notice";
import { Link } from "@/components/ui/link/link";
import { NoticeRegion } from "@/components/ui/notice";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { allows } from "@/lib/domain/people/role";
import { DemoMarker } from "./own-fleet/demo-marker";
import { PageLink } from "./page-link";
import { type Profile, ProfileMenu } from "./profile-menu";
import { ServerSilence } from "./server-silence";
import type { Theme } from "./theme";
import { TopBar } from "./top-bar";
import { Wordmark } from "./wordmark";

interface AppShellProps {
  theme: Theme;
  /** Who is signed in; `null` if the page is about to redirect because nobody is. */
  profile: Profile | null;
  help: AccountHelp;
  /** The bell of alerts, which another feature brings. */
  bell: ReactNode;
  children: ReactNode;
}

/** The frame around every page for people who are signed in. */
export function AppShell({ theme, profile, help, bell, children }: AppShellProps) {
  const role = profile?.role ?? "viewer";
  return (
    <div className="flex min-h-window flex-col">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 transform-[translateY(-4rem)] rounded-md bg-accent px-3 py-1.5 text-accent-ink focus:transform-none"
      >
        Skip to content
      </a>
      <StatusFavicon />
      <ServerSilence />
      <TopBar
        pages={
          <>
            <PageLink href="/">Fleet</PageLink>
            <PageLink href="/alerts">Alerts</PageLink>
            <PageLink href="/costs">Costs</PageLink>
            <PageLink href="/wall/setup">Wall</PageLink>
            {allows(role, "operator") && <PageLink href="/links">Share links</PageLink>}
            {allows(role, "admin") && (
              <PageLink href="/settings" hasSubpages>
                Settings
              </PageLink>
            )}
          </>
        }
        controls={
          <>
            <DemoMarker help={help} />
            {bell}
          </>
        }
        theme={theme}
        person={
          profile?.isSignedIn && <ProfileMenu profile={profile} icon={<CircleUserRound size={17} aria-hidden />} />
        }
      >
        <Link
          href="/"
          className="mr-3 flex items-center gap-2 rounded text-base font-semibold tracking-tight *:shrink-0"
        >
          <Wordmark />
        </Link>
      </TopBar>
      <HistoryNotice />
      <main id="main" className="mx-auto w-full max-w-[1760px] grow px-4 pt-5 pb-16 sm:px-6">
        {children}
      </main>
      <NoticeRegion />
    </div>
  );
}
