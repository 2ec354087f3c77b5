"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Wordmark } from "@/components/shell/wordmark";
import { formatPairingCode } from "@/lib/domain/people/pairing-code";
import { formatDuration } from "@/lib/domain/text/format";
import { ownZone } from "@/lib/domain/time/zone-format";
import { latestServerBuild } from "@/lib/queries/liveness/server-build";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { createSilenceWatch } from "@/lib/queries/liveness/silence-watch";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { pairingQuery } from "@/lib/queries/pairing-query";
import { QueryProvider } from "@/lib/queries/query-provider";
import { isPageThere, problemText } from "@/lib/queries/request";
import { storedPageQuery, storePage } from "@/lib/queries/stored-page-query";
import { ScreenFrame } from "./frame/screen-frame";
import { WallBanner } from "./frame/wall-banner";
import { isServerThere } from "./life/is-server-there";
import { useScreenReload } from "./life/use-screen-reload";
import { useSilence } from "./life/use-silence";
import { WallFault } from "./life/wall-fault";

interface PairScreenProps {
  build: string;
  /** Where an operator enters the code. */
  linksPlace: string;
}

/** A screen without a link: shows a code, waits for an operator to enter it, and then opens its page. */
export function PairScreen(props: PairScreenProps) {
  return (
    <WallFault>
      <QueryProvider asksToSignIn={false}>
        <Waiting {...props} />
      </QueryProvider>
    </WallFault>
  );
}

function Waiting({ build, linksPlace }: PairScreenProps) {
  const [watch] = useState(() => createSilenceWatch(serverClock.now));
  const recorded = useQuery(storedPageQuery);
  const hasNoPage = recorded.data === null;
  const pairing = useQuery({ ...pairingQuery, enabled: hasNoPage });
  const { error, dataUpdatedAt } = hasNoPage ? pairing : recorded;
  const silentSince = useSilence(watch, hasNoPage ? pairingQuery.queryKey : storedPageQuery.queryKey);
  const timeZone = ownZone();
  useScreenReload({
    build,
    timeZone,
    isQuiet: () => isServerThere({ error, silentSince, build, serverBuild: latestServerBuild() }),
  });

  const { data } = pairing;
  const path = recorded.data ?? data?.path ?? null;
  useEffect(() => {
    // Checked again with every answer until the page is available: the server may have gone down this very moment.
    if (path === null || dataUpdatedAt === 0) return;
    storePage(path);
    void isPageThere(path).then((isThere) => isThere && window.location.replace(path));
  }, [path, dataUpdatedAt]);

  return (
    <ScreenFrame
      theme="dark"
      scale={1}
      isBannerUp={silentSince !== null}
      isDimmed={false}
      banner={<WallBanner silentSince={silentSince} error={error} timeZone={timeZone} />}
    >
      <main className="grid h-full grid-rows-[auto_1fr_auto] p-[min(6vh,6vw)]">
        <p className="flex items-center gap-1.5 type-3 font-semibold tracking-tight [&_svg]:size-4">
          <Wordmark />
        </p>
        <div className="grid place-content-center gap-4 text-center">
          <h1 className="type-4 text-muted">{path === null ? "This screen’s code" : "Paired"}</h1>
          {path === null && (
            <p className="font-mono text-[min(13vw,26vh)] leading-none font-semibold tracking-tight whitespace-nowrap">
              {data === undefined ? "····-····" : formatPairingCode(data.code)}
            </p>
          )}
          <p className="type-3 text-muted">
            {path !== null ? (
              "Opening its page…"
            ) : data === undefined ? (
              problemWords(error)
            ) : (
              <CodeLife expiresAt={data.expiresAt} />
            )}
          </p>
        </div>
        {path === null && (
          <p className="text-center type-3.5 wrap-anywhere text-balance">
            On a computer, open <strong className="font-semibold">{linksPlace}</strong>, choose “Pair a screen”, and
            enter this code.
          </p>
        )}
      </main>
    </ScreenFrame>
  );
}

function problemWords(error: Error | null): string {
  return error === null ? "Getting a code…" : problemText(error);
}

function CodeLife({ expiresAt }: { expiresAt: number }) {
  return useServerTime((now) =>
    now < expiresAt
      ? `Valid for ${formatDuration(expiresAt - now)}, then replaced by a new one`
      : "Expired: a new one is on its way",
  );
}
