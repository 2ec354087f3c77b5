import { useEffect, useState } from "react";
import { holdWakeLock, type ScreenSleep } from "./wake-lock";

/** Keeps the screen on; `null` until it is known whether the browser allows it. */
export function useWakeLock(): ScreenSleep | null {
  const [sleep, setSleep] = useState<ScreenSleep | null>(null);
  useEffect(() => {
    const { wakeLock } = navigator as { wakeLock?: WakeLock };
    const holder = holdWakeLock({
      request: wakeLock === undefined ? null : () => wakeLock.request("screen"),
      isSecure: window.isSecureContext,
      isHidden: () => document.visibilityState === "hidden",
      tell: setSleep,
    });
    document.addEventListener("visibilitychange", holder.ask);
    return () => {
      document.removeEventListener("visibilitychange", holder.ask);
      holder.end();
    };
  }, []);
  return sleep;
}
