"use client";

import { clsx } from "clsx";
import { memo } from "react";
import { AlertNote } from "@/components/status/alerts/alert-note";
import { useClusterAlert } from "@/components/status/alerts/firing-alerts";
import { gpuWords, listNotice, nameOf, nodeWords } from "@/components/status/cluster-words";
import type { Reading } from "@/components/status/live-cluster";
import { RecentRate, SpentToday } from "@/components/status/spend/cluster-spend";
import { isOld } from "@/lib/domain/cluster/freshness";
import type { NamedAccount } from "@/lib/queries/stable-fleet";
import { ClusterAge } from "./cluster-age";
import { ClusterLink } from "./cluster-link";
import { ClusterRate } from "./cluster-rate";
import { ClusterStatus } from "./cluster-status";
import { NodeBar } from "./node-bar";

export interface ClusterItemProps extends Reading {
  account: NamedAccount | undefined;
  /** Whether the keyboard enters the list here: only one item is in the tab order. */
  isEntry: boolean;
}

export const TILE_HEIGHT_PX = 168;

export const ClusterTile = memo(function ClusterTile({ cluster, freshness, mark, account, isEntry }: ClusterItemProps) {
  const isPast = isOld(freshness);
  const alert = useClusterAlert(cluster.id);
  const notice = listNotice({ cluster, freshness, mark }, account?.paused);
  const nodes = nodeWords(cluster);
  const machine = [account?.label ?? cluster.provider, gpuWords(cluster)].filter(Boolean).join(" · ");
  return (
    <article
      data-mark={mark}
      style={{ height: TILE_HEIGHT_PX }}
      className={clsx(
        "relative flex flex-col contain-strict rounded-lg border bg-panel px-3.5 pt-2.5 pb-3 transition-colors hover:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-2 has-[a:focus-visible]:outline-accent",
        isPast && "hatched border-dashed border-line-strong",
        !isPast && (mark === "down" || mark === "degraded") ? "tinted border-mark/55" : "border-line",
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <ClusterStatus cluster={cluster} freshness={freshness} mark={mark} />
        <ClusterAge cluster={cluster} />
      </div>
      <h2 className={clsx("mt-1 truncate text-[0.9375rem] leading-6 font-semibold", isPast && "text-muted")}>
        <ClusterLink
          cluster={cluster}
          isEntry={isEntry}
          title={nameOf(cluster)}
          className="after:absolute after:inset-0 after:rounded-lg"
        />
      </h2>
      <p className="flex gap-3 text-sm text-muted">
        <span className="min-w-0 grow truncate" title={machine}>
          {machine}
        </span>
        {cluster.region && <span className="max-w-[45%] shrink-0 truncate">{cluster.region.label}</span>}
      </p>
      {(alert ?? notice) !== null && (
        <p
          className={clsx("mt-0.5 truncate text-sm", isPast ? "text-muted" : "text-ink")}
          title={[alert, notice].filter(Boolean).join(" · ")}
        >
          <AlertNote words={alert} rest={notice} />
        </p>
      )}
      <div className="mt-auto flex items-center justify-between gap-3">
        {/* What was spent goes first where both do not fit: part of a figure would be another figure. */}
        <span className="flex h-6 max-w-full shrink-0 flex-wrap items-baseline gap-x-3 overflow-hidden">
          <ClusterRate rate={cluster.rate} wasRead={isPast} />
          <SpentToday cluster={cluster} wasRead={isPast} />
        </span>
        {/* The bar goes first where both do not fit: it wraps out of sight. */}
        <span className="flex h-5 min-w-0 grow flex-row-reverse flex-wrap gap-x-2 overflow-hidden text-sm text-muted tabular-nums">
          {nodes !== null && (
            <span className="max-w-full truncate">
              {isPast && "was "}
              {nodes}
            </span>
          )}
          <span className="flex h-5 items-center">{!isPast && <NodeBar nodes={cluster.nodes} />}</span>
        </span>
      </div>
      <div title="Rate, past 24 hours" className="mt-1 h-5">
        <RecentRate cluster={cluster} />
      </div>
    </article>
  );
});
