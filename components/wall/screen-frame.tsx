"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Theme } from "@/components/theme";
import { useServerTime } from "@/lib/queries/use-server-now";
import { pixelShift } from "./pixel-shift";
import { useIdlePointer } from "./use-idle-pointer";
import { useWakeLock } from "./use-wake-lock";

interface ScreenFrameProps {
  theme: Theme;
  /** Stands over the picture, as wide as the screen: what must be known of the picture itself. */
  banner: ReactNode;
  isDimmed: boolean;
  children: ReactNode;
}

/** What a screen that hangs on a wall needs around any page: it stays on, nothing burns in, and no pointer stands in the middle. */
export function ScreenFrame({ theme, banner, isDimmed, children }: ScreenFrameProps) {
  const isPointerIdle = useIdlePointer();
  const isKeptOn = useWakeLock();
  const translate = useServerTime(pixelShift);
  return (
    <div
      data-theme={theme}
      className={clsx(
        "fixed inset-0 overflow-hidden bg-ground text-ink",
        isPointerIdle && "cursor-none **:cursor-none",
      )}
    >
      {/* Not a style in the page as it is sent, which the policy would refuse: only code may set one. */}
      <div className="absolute inset-0 flex flex-col" style={translate === null ? undefined : { translate }}>
        {banner}
        <div className="min-h-0 grow">{children}</div>
        {isKeptOn === false && (
          <p className="px-[1vw] text-right text-[1.6vmin] leading-[2.4vmin] text-muted">
            This browser does not keep the screen on (it does over https). Switch off the screen’s own sleep.
          </p>
        )}
      </div>
      {isDimmed && <div data-dimmed className="pointer-events-none absolute inset-0 z-50 bg-black/60" />}
    </div>
  );
}
