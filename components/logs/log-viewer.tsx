"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { nameOf } from "@/components/status/cluster-words";
import { StatusMark } from "@/components/status/status-mark";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { forgetLogs, logsPaceMs, logsQuery } from "@/lib/queries/logs-query";
import { problemText } from "@/lib/queries/request";
import { LogReader } from "./log-reader";

/** A cluster's log, fetched from its provider while this is mounted. If a request fails, the last lines stay. */
export function LogViewer({ cluster }: { cluster: ClusterDetail }) {
  const { id, account } = cluster;
  const [isFollowed, setFollowed] = useState(true);
  const { data, error, isFetching, refetch } = useQuery(logsQuery(id, isFollowed));
  useEffect(() => () => forgetLogs(id), [id]);
  function follow(follows: boolean) {
    setFollowed(follows);
    if (follows) void refetch();
  }
  return (
    <div className="flex flex-col gap-2">
      {error && (
        <RetryCallout
          icon={<StatusMark mark="degraded" />}
          title={data ? "No newer lines can be read" : "The log cannot be read"}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        >
          {problemText(error)}
        </RetryCallout>
      )}
      {data && data.lines.length === 0 && (
        <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-muted">
          The log of this cluster is empty.
        </p>
      )}
      {data && data.lines.length > 0 && (
        <LogReader
          lines={data.lines}
          readAt={Date.parse(data.readAt)}
          paceMs={logsPaceMs(data)}
          clusterName={nameOf(cluster)}
          isFollowed={isFollowed}
          onFollow={follow}
        />
      )}
      {!data && !error && (
        <div aria-busy="true" className="flex flex-col gap-2">
          <p role="status" className="text-sm text-muted">
            Asking {account.providerLabel}…
          </p>
          <Skeleton className="h-[32rem] rounded-lg" />
        </div>
      )}
    </div>
  );
}
