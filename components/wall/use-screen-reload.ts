import { useEffect, useEffectEvent } from "react";
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
  /** Whether nobody would mind now: the server answers, and nothing that people must see has just begun. */
  isQuiet: () => boolean;
}

/** Opens the page anew for a new build, and once a night, at a quiet moment. */
export function useScreenReload({ build, timeZone, isQuiet }: ScreenReload): void {
  const check = useEffectEvent(async (pageAgeMs: number, share: number) => {
    const now = serverClock.now();
    const serverBuild = latestServerBuild();
    const isNewBuild = isBuildReloadDue(build, serverBuild, lastBuildReload(), now);
    if (!isNewBuild && !isNightlyReloadDue(pageAgeMs, now, timeZone, share)) return;
    if (!isQuiet() || !(await isPageThere(window.location.href))) return;
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
