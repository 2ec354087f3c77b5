"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { StatusMark } from "@/components/status/status-mark";
import type { ClusterDetail, Limit } from "@/lib/contract/cluster";
import { isNearLimit, limitDistance } from "@/lib/domain/cluster/limit";
import { formatTime } from "@/lib/domain/text/format";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { costsQuery } from "@/lib/queries/costs-query";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";
import { limitWords } from "./limit-words";

interface LimitRowProps {
  limit: Limit;
  cluster: ClusterDetail;
  isOld: boolean;
}

/** One limit: how close it is, in words and as a bar, and whose count that is. */
export function LimitRow({ limit, cluster, isOld }: LimitRowProps) {
  const now = useServerNow(SECOND_MS);
  const own = useOwnCount(limit, cluster.id);
  const spent = limit.usdMicrosSpent ?? own?.usdMicros ?? null;
  const createdAt = cluster.createdAt === null ? null : Date.parse(cluster.createdAt);
  const at = limit.at === null ? null : Date.parse(limit.at);
  const distance = limitDistance({ at, spendUsdMicros: limit.usdMicros }, { spent, createdAt, now });
  const isNear = isNearLimit(limit, distance);
  const words = limitWords(limit, distance);
  return (
    <li data-mark={isNear ? "degraded" : undefined}>
      <p className={clsx("flex items-center gap-2 text-sm", isNear && "font-medium")}>
        {isNear && <StatusMark mark="degraded" size={14} />}
        {words}
      </p>
      {distance.share !== null && (
        <span
          role="progressbar"
          aria-label={words}
          aria-valuenow={Math.round(distance.share * 100)}
          className="my-1.5 block h-1.5 overflow-hidden rounded-full bg-line"
        >
          <span
            className={clsx("drawn-fill block h-full rounded-full", isNear ? "bg-mark" : "bg-(--series-1)")}
            style={{ width: `${distance.share * 100}%` }}
          />
        </span>
      )}
      {limit.usdMicros !== null && spent !== null && (
        <p className="text-xs text-muted">
          {limit.usdMicrosSpent === null
            ? `by our count since ${own === null ? "" : formatTime(own.since)}`
            : `by ${cluster.account.providerLabel}'s own count${isOld ? " when it was last read" : ""}`}
        </p>
      )}
    </li>
  );
}

/** What a cluster has cost by our own count, requested only if the provider keeps none; `null` until known, and for limits of one node. */
function useOwnCount({ usdMicros, usdMicrosSpent, node }: Limit, clusterId: string) {
  const query = { from: null, to: null, bucket: "month", groupBy: "none", timeZone: null, clusterId } as const;
  const { data: costs } = useQuery({
    ...costsQuery(query),
    enabled: usdMicros !== null && usdMicrosSpent === null && node === null,
  });
  if (!costs || costs.history.since === null) return null;
  return { usdMicros: costs.totalUsdMicros, since: Date.parse(costs.history.since) };
}
