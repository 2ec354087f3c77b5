import type { ReactNode } from "react";
import { DemoMarker } from "@/components/clusters/demo-marker";
import { ServerSilence } from "@/components/clusters/server-silence";
import { StatusFavicon } from "@/components/clusters/status-favicon";
import { Keyboard } from "@/components/keyboard";
import type { Theme } from "@/components/theme";
import { ThemeSwitch } from "@/components/theme-switch";
import { Badge } from "@/components/ui/badge";
import { NoticeRegion } from "@/components/ui/notice";
import { Wordmark } from "@/components/wordmark";
import { SharedFleetSource, type SharedPlace } from "./shared-fleet-source";
import { SharedGate } from "./shared-gate";

interface SharedShellProps {
  place: SharedPlace;
  theme: Theme;
  children: ReactNode;
}

/** What stands around a guest's pages: no way to anywhere else. */
export function SharedShell({ place, theme, children }: SharedShellProps) {
  return (
    <SharedFleetSource {...place}>
      <div className="flex min-h-dvh flex-col">
        <StatusFavicon />
        <ServerSilence />
        <header className="border-line border-b bg-panel">
          <div className="mx-auto flex h-12 max-w-[1760px] items-center gap-1 px-4 sm:px-6">
            <p className="mr-3 flex items-center gap-2 text-base font-semibold tracking-tight">
              <Wordmark />
            </p>
            <Badge>Shared view</Badge>
            <div className="ml-auto flex items-center gap-1">
              <DemoMarker />
              <Keyboard />
              <ThemeSwitch initialTheme={theme} />
            </div>
          </div>
        </header>
        <main className="mx-auto w-full max-w-[1760px] grow px-4 pt-5 pb-16 sm:px-6">
          <SharedGate>{children}</SharedGate>
        </main>
        <NoticeRegion />
      </div>
    </SharedFleetSource>
  );
}
