"use client";

import type { ClusterDetail } from "@/lib/contract/cluster";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import { LimitRow } from "./limit-row";

interface ClusterLimitsProps {
  cluster: ClusterDetail;
  freshness: Freshness;
}

/** What the provider will do on its own, and how close that is. */
export function ClusterLimits({ cluster, freshness }: ClusterLimitsProps) {
  return (
    <section aria-labelledby="limits">
      <h2 id="limits" className="mb-1 text-sm font-semibold">
        Limits
      </h2>
      <ul className="grid gap-x-8 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
        {cluster.limits.map((limit) => (
          <LimitRow
            key={`${limit.action} ${limit.at} ${limit.usdMicros}`}
            limit={limit}
            cluster={cluster}
            isOld={isOld(freshness)}
          />
        ))}
      </ul>
    </section>
  );
}
