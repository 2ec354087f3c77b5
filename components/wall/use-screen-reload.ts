import { useEffect, useEffectEvent, useRef } from "react";
import { isReloadMoment } from "@/lib/domain/reload-moment";
import { isBuildReloadDue, isNightlyReloadDue } from "@/lib/domain/screen-reload";
import { isPageThere } from "@/lib/queries/request";
import { latestServerBuild } from "@/lib/queries/server-build";
import { serverClock } from "@/lib/queries/server-clock";
import { lastBuildReload, rememberBuildReload } from "./screen-memory";

const CHECK_EVERY_MS = 5_000;

interface ScreenReload {
  /** The build whose code this page runs. */
  build: string;
  timeZone: string;
  /** Whether the server answers. */
  isAnswered: () => boolean;
  /** Whether something that people must see has just begun. */
  hasNews: () => boolean;
}

/** Opens the page anew for a new build, and once a night, at a quiet moment. */
export function useScreenReload({ build, timeZone, isAnswered, hasNews }: ScreenReload): void {
  const dueSince = useRef<number | null>(null);
  const isQuiet = useEffectEvent(() => {
    const waitedMs = performance.now() - (dueSince.current ?? performance.now());
    return isReloadMoment({ isAnswered: isAnswered(), hasNews: hasNews(), waitedMs });
  });
  const check = useEffectEvent(async (pageAgeMs: number, share: number) => {
    const now = serverClock.now();
    const serverBuild = latestServerBuild();
    const isNewBuild = isBuildReloadDue(build, serverBuild, lastBuildReload(), now);
    if (!isNewBuild && !isNightlyReloadDue(pageAgeMs, now, timeZone, share)) {
      dueSince.current = null;
      return;
    }
    dueSince.current ??= performance.now();
    if (!isQuiet() || !(await isPageThere(window.location.href))) return;
    // Meanwhile something may have begun.
    if (!isQuiet()) return;
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
