"use client";

import { clsx } from "clsx";
import { memo } from "react";
import { AlertNote } from "@/components/status/alerts/alert-note";
import { useClusterAlert } from "@/components/status/alerts/firing-alerts";
import { gpuWords, listNotice, nameOf, nodeShare, sinceWords } from "@/components/status/cluster-words";
import { markedOf } from "@/components/status/live-cluster";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { flappingWords } from "@/lib/domain/cluster/failures";
import { isOld } from "@/lib/domain/cluster/freshness";
import { formatShortTime } from "@/lib/domain/text/format";
import { costlyWords } from "@/lib/domain/text/words";
import { ClusterAge } from "./cluster-age";
import { ClusterLink } from "./cluster-link";
import { ClusterRate } from "./cluster-rate";
import { ClusterStatus } from "./cluster-status";
import type { ClusterItemProps } from "./cluster-tile";

export const ROW_HEIGHT_PX = 40;

interface ClusterRowProps extends ClusterItemProps {
  /** Counted from the header, which is 1. */
  rowIndex: number;
}

export const ClusterRow = memo(function ClusterRow(props: ClusterRowProps) {
  const { cluster, freshness, mark, account, isEntry, rowIndex } = props;
  const { showsCosts } = useFleetSource();
  const alert = useClusterAlert(cluster.id);
  const flapping = flappingWords(cluster.recentFailures);
  const remark = flapping ?? costlyWords(markedOf(cluster, freshness));
  const isPast = isOld(freshness);
  return (
    <tr
      aria-rowindex={rowIndex}
      style={{ height: ROW_HEIGHT_PX }}
      className={clsx(
        "relative scroll-my-14 border-line border-b hover:bg-raised has-[a:focus-visible]:bg-raised has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent",
        isPast && "hatched text-muted",
      )}
    >
      <td className="px-3">
        <ClusterStatus cluster={cluster} freshness={freshness} mark={mark} />
      </td>
      <th
        scope="row"
        className={clsx("truncate px-3 text-left font-semibold", (alert ?? remark) !== null && "leading-4")}
        title={
          [alert, listNotice({ cluster, freshness, mark }, account?.paused)].filter(Boolean).join(" · ") ||
          nameOf(cluster)
        }
      >
        <ClusterLink cluster={cluster} isEntry={isEntry} className="hover:underline" />
        {(alert ?? remark) !== null && (
          <span
            data-mark={flapping === null ? mark : "degraded"}
            className="block truncate text-2xs leading-3 font-normal text-mark"
          >
            <AlertNote words={alert} rest={remark} />
          </span>
        )}
      </th>
      <td className="truncate px-3 text-muted normal-nums">{account?.label ?? cluster.provider}</td>
      <td className="truncate px-3 normal-nums">{gpuWords(cluster) ?? <Unknown />}</td>
      <td className="truncate px-3 text-right">{nodeShare(cluster) ?? <Unknown />}</td>
      <td className="truncate px-3 text-muted normal-nums" title={cluster.region?.label}>
        {cluster.region?.label ?? <Unknown />}
      </td>
      {showsCosts && (
        <td className="px-3 text-right leading-tight">
          <ClusterRate rate={cluster.rate} wasRead={isPast} mayWrap />
        </td>
      )}
      <td className="truncate px-3 text-right text-muted" title={sinceWords(cluster)}>
        {cluster.statusMayBeOlder && "≤ "}
        {formatShortTime(Date.parse(cluster.statusSince))}
      </td>
      <td className="px-3 text-right">
        <ClusterAge cluster={cluster} />
      </td>
    </tr>
  );
});

function Unknown() {
  return <span className="text-muted">unknown</span>;
}
