import type { ReactNode } from "react";
import { DemoMarker } from "@/components/shell/own-fleet/demo-marker";
import { PageLink } from "@/components/shell/page-link";
import { ServerSilence } from "@/components/shell/server-silence";
import type { Theme } from "@/components/shell/theme";
import { TopBar } from "@/components/shell/top-bar";
import { Wordmark } from "@/components/shell/wordmark";
import { StatusFavicon } from "@/components/status/favicon/status-favicon";
import { Badge } from "@/components/ui/badge";
import { NoticeRegion } from "@/components/ui/notice";
import { GuestFleetSource, type GuestPlace } from "./guest-fleet-source";
import { GuestGate } from "./guest-gate";

interface GuestShellProps {
  place: GuestPlace;
  theme: Theme;
  children: ReactNode;
}

/** The frame around a guest's pages, with no links to anywhere else. */
export function GuestShell({ place, theme, children }: GuestShellProps) {
  return (
    <GuestFleetSource {...place}>
      <div className="flex min-h-window flex-col">
        <StatusFavicon />
        <ServerSilence />
        <TopBar
          pages={
            place.showsCosts && (
              <>
                <PageLink href={place.home}>Fleet</PageLink>
                <PageLink href={`${place.home}/costs`}>Costs</PageLink>
              </>
            )
          }
          controls={<DemoMarker />}
          theme={theme}
        >
          <p className="mr-2 flex items-center gap-2 text-base font-semibold tracking-tight">
            <Wordmark />
          </p>
          <Badge className="mr-2">Shared view</Badge>
        </TopBar>
        <main className="mx-auto w-full max-w-[1760px] grow px-4 pt-5 pb-16 sm:px-6">
          <GuestGate>{children}</GuestGate>
        </main>
        <NoticeRegion />
      </div>
    </GuestFleetSource>
  );
}
