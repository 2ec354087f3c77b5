"use client";

import { clsx } from "clsx";
import { memo } from "react";
import { AlertNote } from "@/components/status/alerts/alert-note";
import { useClusterAlert } from "@/components/status/alerts/firing-alerts";
import { gpuWords, listNotice, nodeWords } from "@/components/status/cluster-words";
import { isOld } from "@/lib/domain/cluster/freshness";
import { ClusterAge } from "./cluster-age";
import { ClusterLink } from "./cluster-link";
import { ClusterRate } from "./cluster-rate";
import { ClusterStatus } from "./cluster-status";
import type { ClusterItemProps } from "./cluster-tile";

export const TRIAGE_HEIGHT_PX = 92;

export const ClusterTriageItem = memo(function ClusterTriageItem(props: ClusterItemProps) {
  const { cluster, freshness, mark, account, isEntry } = props;
  const alert = useClusterAlert(cluster.id);
  const notice = listNotice({ cluster, freshness, mark }, account?.paused);
  const isPast = isOld(freshness);
  const machine = [account?.label, gpuWords(cluster), nodeWords(cluster)].filter(Boolean).join(" · ");
  return (
    <article
      data-mark={mark}
      style={{ height: TRIAGE_HEIGHT_PX }}
      className={clsx(
        "relative flex flex-col contain-strict justify-center gap-0.5 border-line border-b border-l-3 px-4 has-[a:focus-visible]:bg-raised",
        mark === "down" || mark === "degraded" ? "border-l-mark" : "border-l-transparent",
        isPast && "hatched",
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <ClusterStatus cluster={cluster} freshness={freshness} mark={mark} />
        <ClusterAge cluster={cluster} />
      </div>
      <div className="flex items-baseline justify-between gap-3">
        <h2 className={clsx("min-w-0 truncate font-semibold", isPast && "text-muted")}>
          <ClusterLink cluster={cluster} isEntry={isEntry} className="after:absolute after:inset-0" />
        </h2>
        <ClusterRate rate={cluster.rate} wasRead={isPast} />
      </div>
      <p className="truncate text-sm text-muted">
        <AlertNote words={alert} rest={notice ?? machine} />
      </p>
    </article>
  );
});
