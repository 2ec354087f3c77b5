import { useEffect, useEffectEvent, useRef } from "react";
import { isBuildReloadDue, isNightlyReloadDue } from "@/lib/domain/time/screen-reload";
import { settledServerBuild } from "@/lib/queries/liveness/server-build";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { isPageThere } from "@/lib/queries/request";
import { lastBuildReload, rememberBuildReload } from "./screen-memory";

const CHECK_EVERY_MS = 5_000;

interface ScreenReload {
  /** The build this page is running. */
  build: string;
  timeZone: string;
  /** Whether now is a good moment, this long after a reload was due: see `isReloadMoment`. */
  isQuiet: (waitedMs: number) => boolean;
}

/** Reloads the page for a new build, once that is all that answers, and once a night; both at a quiet moment. */
export function useScreenReload({ build, timeZone, isQuiet }: ScreenReload): void {
  const dueSince = useRef<number | null>(null);
  // Checked again each time, since it may have changed while waiting for the server.
  const isQuietNow = useEffectEvent((since: number) => isQuiet(performance.now() - since));
  const check = useEffectEvent(async (pageAgeMs: number, share: number) => {
    const now = serverClock.now();
    const serverBuild = settledServerBuild();
    const isNewBuild = isBuildReloadDue(build, serverBuild, lastBuildReload(), now);
    if (!isNewBuild && !isNightlyReloadDue(pageAgeMs, now, timeZone, share)) {
      dueSince.current = null;
      return;
    }
    dueSince.current ??= performance.now();
    const since = dueSince.current;
    if (!isQuietNow(since) || !(await isPageThere(window.location.href)) || !isQuietNow(since)) return;
    if (isNewBuild && serverBuild !== null) rememberBuildReload({ build: serverBuild, at: now });
    window.location.reload();
  });

  useEffect(() => {
    const share = Math.random();
    const openedAt = performance.now();
    const timer = setInterval(() => void check(performance.now() - openedAt, share), CHECK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}
