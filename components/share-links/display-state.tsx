"use client";

import { StatusMark } from "@/components/status/status-mark";
import type { ShareLink } from "@/lib/contract/share-link";
import { isScreenLive } from "@/lib/domain/people/display-state";
import { agoWords, formatTime } from "@/lib/domain/text/format";
import { latestServerBuild } from "@/lib/queries/liveness/server-build";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** Whether a link's screen is still polling, and what it shows. */
export function DisplayState({ display }: { display: NonNullable<ShareLink["display"]> }) {
  const { page, build, lastContactAt } = display;
  const at = Date.parse(lastContactAt);
  const isLive = useServerTime((now) => isScreenLive(at, now));
  const age = useServerTime((now) => agoWords(now - at) ?? "just now");
  return (
    <div className="min-w-0 text-xs text-muted">
      <p className="flex items-center gap-1.5">
        <StatusMark mark={isLive ? "healthy" : "unknown"} size={14} />
        <span className="text-sm font-medium text-ink">{isLive ? "Live" : "Late"}</span>
        <span className="truncate" title={formatTime(at)}>
          last contact {age}
        </span>
      </p>
      <p className="truncate" title={page}>
        {page === "" ? "default page" : pageWords(page)}
      </p>
      <p className="truncate">
        build {build}
        {build === latestServerBuild() ? "" : ", differs from this server’s"}
      </p>
    </div>
  );
}

/** "views=fleet,costs&dwell=40" in words: "views fleet, costs · dwell 40". */
function pageWords(page: string): string {
  const settings = [...new URLSearchParams(page)];
  return settings.map(([name, value]) => `${name} ${value.replaceAll(",", ", ")}`).join(" · ");
}
