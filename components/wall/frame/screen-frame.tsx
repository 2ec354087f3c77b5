"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Theme } from "@/components/shell/theme";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { useWakeLock } from "../life/use-wake-lock";
import type { ScreenSleep } from "../life/wake-lock";
import { pixelShift } from "./pixel-shift";
import { useIdlePointer } from "./use-idle-pointer";
import { useViewport } from "./use-viewport";
import { unitOf } from "./wall-unit";

/** What to tell people who want the screen to stay on. */
const SLEEP_NOTES: Record<ScreenSleep, string | null> = {
  "kept-on": null,
  insecure: "Turn off sleep on this screen: browsers can prevent it over https only.",
  unsupported: "Turn off sleep on this screen: this browser cannot prevent it.",
  refused: "Turn off sleep on this screen: the browser refuses to prevent it.",
};

interface ScreenFrameProps {
  theme: Theme;
  /** How much larger than usual everything is drawn. */
  scale: number;
  /** Shown above the picture, as wide as the screen: what must be known about the picture itself. */
  banner: ReactNode;
  /** Whether the banner is showing: nothing else may then take room from the picture. */
  isBannerUp: boolean;
  isDimmed: boolean;
  children: ReactNode;
}

/** What any page on a wall screen needs: the screen stays on, nothing burns in, and the pointer is hidden. */
export function ScreenFrame({ theme, scale, banner, isBannerUp, isDimmed, children }: ScreenFrameProps) {
  const isPointerIdle = useIdlePointer();
  const sleep = useWakeLock();
  const sleepNote = sleep && !isBannerUp && SLEEP_NOTES[sleep];
  const translate = useServerTime(pixelShift);
  const screen = useViewport();
  return (
    <div
      data-theme={theme}
      // Set only in the browser: it needs the screen's size, and the content policy forbids style attributes in the page as sent.
      style={screen.height === 0 ? undefined : { "--spacing": `${unitOf(screen, scale)}px` }}
      className={clsx(
        "fixed inset-0 overflow-hidden bg-ground text-ink [--spacing:1vh]",
        isPointerIdle && "cursor-none **:cursor-none",
      )}
    >
      <div className="absolute inset-0 flex flex-col" style={translate === null ? undefined : { translate }}>
        {banner}
        <div className="min-h-0 grow">{children}</div>
        {sleepNote && <p className="px-2 pb-0.5 text-right type-3 text-balance text-muted">{sleepNote}</p>}
      </div>
      {isDimmed && <div data-dimmed className="pointer-events-none absolute inset-0 z-50 bg-black/60" />}
    </div>
  );
}
