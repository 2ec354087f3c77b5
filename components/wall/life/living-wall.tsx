"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { type FleetSource, FleetSourceContext, useFleetSource } from "@/components/status/source/fleet-source";
import { createCriticalWatch } from "@/lib/domain/cluster/critical-watch";
import { isReloadMoment } from "@/lib/domain/time/reload-moment";
import { SCREEN_META } from "@/lib/queries/hold/request-held";
import { latestServerBuild } from "@/lib/queries/liveness/server-build";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { createSilenceWatch } from "@/lib/queries/liveness/silence-watch";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { wallPollMs } from "@/lib/queries/page-poll-interval";
import { ScreenFrame } from "../frame/screen-frame";
import { WallBanner } from "../frame/wall-banner";
import { useWallSettings } from "../wall-settings";
import { isNight } from "./is-night";
import { isServerThere } from "./is-server-there";
import { useRefusal } from "./use-refusal";
import { useScreenReload } from "./use-screen-reload";
import { useSilence } from "./use-silence";
import { WallEnded } from "./wall-ended";

/** Polls the fleet at a wall's pace, whatever components below poll too, and shows the wall, or that it has ended. */
export function LivingWall({ build, children }: { build: string; children: ReactNode }) {
  const { zone, dim, theme, scale } = useWallSettings();
  const ownZone = useOwnTimeZone();
  const timeZone = zone ?? ownZone;
  const source = useFleetSource();
  const [watch] = useState(() => createSilenceWatch(serverClock.now));
  const [criticals] = useState(createCriticalWatch);
  const living = useMemo((): FleetSource => {
    const refetchInterval: FleetSource["fleet"]["refetchInterval"] = (query) =>
      wallPollMs(query, watch.silentMs(), Math.random());
    return { ...source, fleet: { ...source.fleet, refetchInterval, meta: SCREEN_META } };
  }, [source, watch]);
  const { data, error } = useQuery(living.fleet);
  const refusal = useRefusal({ data, error });
  const silentSince = useSilence(watch, living.fleet.queryKey);
  const isDimmed = useServerTime((now) => dim !== null && isNight(dim, now, timeZone));

  useEffect(() => {
    if (data !== undefined) criticals.see(data.clusters, serverClock.now());
  }, [criticals, data]);

  useScreenReload({
    build,
    timeZone,
    isQuiet: (waitedMs) => {
      const isAnswered =
        refusal === null && isServerThere({ error, silentSince, build, serverBuild: latestServerBuild() });
      return isReloadMoment({ isAnswered, hasNews: criticals.hasNews(serverClock.now()), waitedMs });
    },
  });

  return (
    <ScreenFrame
      theme={theme}
      scale={scale}
      isBannerUp={refusal === null && silentSince !== null}
      isDimmed={isDimmed}
      banner={refusal ? null : <WallBanner silentSince={silentSince} error={error} timeZone={timeZone} />}
    >
      {refusal ? (
        <WallEnded error={refusal} isGuest={source.isGuest} />
      ) : (
        <FleetSourceContext value={living}>{children}</FleetSourceContext>
      )}
    </ScreenFrame>
  );
}
