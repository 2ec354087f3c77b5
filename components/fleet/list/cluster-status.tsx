"use client";

import { clsx } from "clsx";
import { lastedWords, sinceWords } from "@/components/status/cluster-words";
import { markedOf } from "@/components/status/live-cluster";
import { StatusMark } from "@/components/status/status-mark";
import type { Cluster } from "@/lib/contract/fleet";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { statusWordsSince } from "@/lib/domain/text/words";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

interface ClusterStatusProps {
  cluster: Cluster;
  freshness: Freshness;
  mark: Mark;
}

/** Shape and words: "Degraded 42 min". Only abnormal states are coloured. An amount could be cut here: see `listNotice`. */
export function ClusterStatus({ cluster, freshness, mark }: ClusterStatusProps) {
  const { usdMicrosPerHour: _, ...marked } = markedOf(cluster, freshness);
  const words = useServerTime((now) => statusWordsSince(marked, lastedWords(cluster, now)));
  const isCalm = mark === "healthy" || mark === "stopped" || mark === "unknown";
  return (
    <span data-mark={mark} title={sinceWords(cluster)} className="relative flex min-w-0 items-center gap-1.5 text-sm">
      <StatusMark mark={mark} size={15} />
      <span className={clsx("truncate", isCalm ? "text-muted" : "font-semibold text-mark")}>{words}</span>
    </span>
  );
}
